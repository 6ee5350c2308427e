// Reads questions from stdin, one JSON array of { expression, object, oldObject, request } or { expression, self }, and writes the answers: { value } or { error }.
import { readFileSync } from 'node:fs'
import { Environment } from '@marcbachmann/cel-js'

const environment = new Environment()
  .registerVariable('object', 'dyn')
  .registerVariable('oldObject', 'dyn')
  .registerVariable('request', 'dyn')
  .registerVariable('self', 'dyn')
const parsed = new Map()
const parse = expression => {
  if (!parsed.has(expression)) parsed.set(expression, environment.parse(expression))
  return parsed.get(expression)
}

const answers = JSON.parse(readFileSync(0, 'utf8')).map(({ expression, ...variables }) => {
  try {
    return { value: parse(expression)(variables) }
  } catch (error) {
    return { error: error.message }
  }
})
process.stdout.write(JSON.stringify(answers))
