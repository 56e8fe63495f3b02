#!/usr/bin/env node
// Offline stand-in for Prisma's native schema-engine: speaks the CLI's JSON-RPC on stdin/stdout
// and runs the same-commit WASM build (@prisma/schema-engine-wasm) over @prisma/adapter-pg.
// Use: PRISMA_SCHEMA_ENGINE_BINARY=<this file> prisma migrate dev|deploy|status|diff|reset, db push|pull|execute
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(import.meta.url)
const arg = (n) => { const i = process.argv.indexOf(n); return i < 0 ? undefined : process.argv[i + 1] }
const all = (n) => process.argv.flatMap((a, i) => (a === n ? [process.argv[i + 1]] : []))

if (process.argv.includes('--version')) {
  console.log(`schema-engine-cli ${require('@prisma/engines-version').enginesVersion ?? 'wasm'}`)
  process.exit(0)
}

const url = JSON.parse(arg('--datasource') ?? '{}').url
const pgUrl = (u, db) => { const x = new URL(u); if (db) x.pathname = '/' + db; x.searchParams.delete('schema'); return x.toString() }

// `schema-engine --datasource {..} cli <command>`: the three helpers the CLI runs as one-shot processes
if (process.argv.includes('cli')) {
  const { default: pg } = await import('pg')
  const cmd = process.argv[process.argv.indexOf('cli') + 1]
  const db = decodeURIComponent(new URL(url).pathname.slice(1))
  const fail = (code, message) => {
    console.error(JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', fields: { message, error_code: code, is_panic: false }, target: 'schema_engine::logger' }))
    process.exit(1)
  }
  console.error(JSON.stringify({ level: 'INFO', fields: { message: 'Starting schema engine CLI' }, target: 'schema_engine' })) // the CLI skips line 1
  const client = new pg.Client({ connectionString: pgUrl(url, cmd === 'can-connect-to-database' ? undefined : 'postgres') })
  try {
    await client.connect()
    if (cmd === 'create-database') await client.query(`CREATE DATABASE ${pg.escapeIdentifier(db)}`)
    if (cmd === 'drop-database') await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(db)} WITH (FORCE)`)
    await client.end()
    process.exit(0)
  } catch (e) {
    fail(e.code === '3D000' ? 'P1003' : e.code === '28P01' ? 'P1000' : 'P1001', e.message)
  }
}

const { PrismaPg } = await import('@prisma/adapter-pg')
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import('@prisma/driver-adapter-utils')
const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
const wasmPath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { './schema_engine_bg.js': glue })
glue.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

// adapter-pg 7.10 rejects the catalog type "char" (OID 18), which the engine's introspection reads: map it ourselves
const CHAR = 18, TEXT = 25
const withChar = (adapter) => {
  const chars = new WeakMap()
  const io = adapter.performIO.bind(adapter), raw = adapter.queryRaw.bind(adapter)
  adapter.performIO = async (q) => {
    const r = await io(q)
    chars.set(q, (r.fields ?? []).flatMap((f, i) => (f.dataTypeID === CHAR ? [((f.dataTypeID = TEXT), i)] : [])))
    return r
  }
  adapter.queryRaw = async (q) => {
    const r = await raw(q)
    for (const i of chars.get(q) ?? []) r.columnTypes[i] = ColumnTypeEnum.Character
    return r
  }
  // it also cuts a script at every semicolon, a function's body too; the server reads a script whole, as the native engine sends it
  adapter.executeScript = async (script) => { await adapter.client.query(script) }
  return adapter
}
class MigrationPg extends PrismaPg {
  async connect() { return withChar(await super.connect()) }
  // adapter-pg drops the shadow database before it closes its own pool ("being accessed by other users")
  async connectToShadowDb() {
    const main = await super.connect()
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
    await main.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new PrismaPg({ ...config, max: 2, database }).connect()
    const close = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await close()
      await main.executeScript(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
      await main.dispose()
    }
    return withChar(shadow)
  }
}

const schema = new URL(url ?? 'postgresql://x').searchParams.get('schema') ?? undefined
// Parsed fields, never `connectionString`: pg lets a connection string win over `database`, so the
// adapter's shadow database would silently be the real one and `migrate dev` would replay onto it.
const { default: { parseIntoClientConfig } } = await import('pg-connection-string')
const config = url ? parseIntoClientConfig(pgUrl(url)) : { host: '127.0.0.1', port: 1, database: 'none' }
const factory = bindMigrationAwareSqlAdapterFactory(new MigrationPg({ ...config, max: 4 }, schema ? { schema } : undefined))
const datamodels = all('--datamodels').map((f) => [f, readFileSync(f, 'utf8')])
let engine
const getEngine = () => (engine ??= glue.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, factory))

const send = (o) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...o }) + '\n')
const handle = async ({ id, method, params }) => {
  if (method === undefined) return // reply to our own `print`
  try {
    const e = await getEngine()
    let result
    // the WASM build replays history on a shadow database only in devDiagnostic; these two read its cache
    if (method === 'evaluateDataLoss' || method === 'createMigration') {
      await e.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
    }
    if (method === 'getDatabaseVersion') result = await e.version(params)
    else if (method === 'diff') {
      result = await e.diff(params)
      if (result.stdout != null) send({ id: 1e6, method: 'print', params: { content: result.stdout } })
    } else if (method === 'createDatabase') result = { databaseName: new URL(url).pathname.slice(1) }
    else result = await e[method](params)
    send({ id, result: result ?? {} })
  } catch (err) {
    if (process.env.SCHEMA_ENGINE_SHIM_DEBUG) console.error(err, Object.entries(err))
    const panic = err?.name === 'RuntimeError' || /panicked/.test(err?.message ?? '')
    send({ id, error: { code: 4466, message: String(err?.message ?? err), data: { is_panic: panic, message: String(err?.message ?? err), error_code: err?.code } } })
  }
}
let chain = Promise.resolve()
createInterface({ input: process.stdin }).on('line', (l) => { chain = chain.then(() => handle(JSON.parse(l))) }).on('close', () => chain.then(() => process.exit(0)))
