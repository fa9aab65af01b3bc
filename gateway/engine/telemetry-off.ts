// @apollo/gateway starts an exporter to its vendor while it loads, unless this is set by then. A hub of government data must never
// call out, whatever the environment says: hence in code, and imported before the gateway.
// oxlint-disable-next-line node/no-process-env
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
