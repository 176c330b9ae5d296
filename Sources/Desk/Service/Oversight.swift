package import Audit
package import Sealing

/// What reads and verifies the log: only there for those with the audit role.
package struct Oversight<R: Realm>: Sendable {
  let records: AuditRecordReader<R>
  let journal: any AuditJournal<R>
  let verifier: AuditVerifier<R>

  package init(
    records: AuditRecordReader<R>, journal: any AuditJournal<R>, verifier: AuditVerifier<R>
  ) {
    self.records = records
    self.journal = journal
    self.verifier = verifier
  }
}
