package import Sealing

/// What reads the log: only there for those with the audit role.
package struct Oversight<R: Realm>: Sendable {
}
