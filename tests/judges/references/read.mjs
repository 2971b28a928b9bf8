// read.mjs bibtex|ris FILE: what the references say, as JSON: [{ title, authors: [[family, given, suffix]], year, url, id, errors }].
// BibTeX is read by the parser of Better BibTeX for Zotero, RIS by Citation.js.
import fs from 'node:fs'
import { parse } from '@retorquere/bibtex-parser'
import { Cite, plugins } from '@citation-js/core'
import '@citation-js/plugin-ris'

const [kind, file] = process.argv.slice(2)
const text = fs.readFileSync(file, 'utf8')
const name = (...parts) => parts.map(part => part ?? '')

function bibtex() {
  const { entries, errors } = parse(text, { sentenceCase: false, caseProtection: 'off' })
  return {
    errors: errors.map(error => error.error),
    references: entries.map(({ key, fields }) => ({
      key,
      title: fields.title,
      authors: (fields.author ?? []).map(a => a.name !== undefined ? name(a.name) : name([a.prefix, a.lastName].filter(Boolean).join(' '), a.firstName, a.suffix)),
      year: Number(fields.year),
      url: fields.url,
    })),
  }
}

function ris() {
  const references = plugins.input.chain(text, { forceType: '@ris/file', generateGraph: false })
  return {
    errors: [],
    references: references.map(item => ({
      key: item.id,
      title: item.title,
      authors: (item.author ?? []).map(a => a.literal !== undefined ? name(a.literal) : name([a['non-dropping-particle'] ?? a['dropping-particle'], a.family].filter(Boolean).join(' '), a.given, a.suffix)),
      year: item.issued?.['date-parts']?.[0]?.[0],
      url: item.URL,
      abstract: item.abstract,
    })),
  }
}

console.log(JSON.stringify(kind === 'ris' ? ris() : bibtex()))
