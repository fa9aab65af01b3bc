/** The command was called in a way it cannot be: its usage is shown. */
export class Misuse extends Error {}

export const exitCodes = { failed: 1, misused: 2, oneSided: 20 } as const;

export const usage = `npm run -s access-log -- <command> [options]

  verify       holds the log against its signed checkpoints: one line for each log, and an exit code for each verdict
    --log NAME           one log only
    --from N|TIME        from this record or time on; a time is 2026-11-20, or 2026-11-20T08:00:00+07:00
    --to N|TIME          up to this record or time
    --checkpoints DIR    a folder of checkpoints that another place kept; may be repeated
    --key FILE           public key to trust (PEM, or as "key" prints it); may be repeated; else the one beside the log
    --tsa-ca FILE        certificates (PEM) time stamps must go back to; may be repeated; else HUB_ACCESS_LOG_TSA_CA
    --keep-months N      what the retention must have left there (12)
    --file EXPORT.jsonl  an export in the place of the log
    --json               the verdicts as JSON, one line each

  export       writes a log to standard output
    --log NAME --from N|TIME --to N|TIME
    --format jsonl|fhir  the records as they are, one line each (verify --file takes them); or as FHIR R4 AuditEvent, one line each

  reconcile A B  what only one of two hubs recorded; A asked, B was asked: each an export, a folder, or a postgres:// address
    --source NAME        what B is called among the sources in A's records
    --client ID          the client as which A signs in at B; else every question of a hub to B must be in A
    --window MINUTES     how far apart both records of a question may be (10)
    --json

  prune        drops the months older than the retention, sealed and signed for; --keep-months N (12)
  checkpoints  lists the checkpoints beside the log; --log NAME; --json: as --checkpoints takes them, when kept in a file *.jsonl
  key          prints the public key of the checkpoints, to hand to whoever verifies; --log NAME

The log is where the hub writes it: HUB_ACCESS_LOG (.hub/access-log) or DATABASE_URL, and HUB_ACCESS_LOG_ANCHORS for the checkpoints kept
elsewhere. Reading it takes nothing from a hub that is running. Exit codes: docs/access-log.md.`;
