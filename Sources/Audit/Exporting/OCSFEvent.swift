import Masking
import Sealing
import Text
import Tickets

/// A record as an event of the Open Cybersecurity Schema Framework: class 6005, Datastore Activity,
/// with the profile `record_integrity`.
enum OCSFEvent {
  static func line(for record: AuditRecord) -> String {
    let activity = record.action.datastoreActivity
    var event = JSONObject()
    event.add("category_uid", 6)
    event.add("category_name", "Application Activity")
    event.add("class_uid", 6005)
    event.add("class_name", "Datastore Activity")
    event.add("activity_id", activity.id)
    event.add("activity_name", activity.name)
    event.add("type_uid", 600_500 + activity.id)
    event.add("type_name", "Datastore Activity: " + activity.name)
    let severity = severity(of: record)
    event.add("severity_id", severity.id)
    event.add("severity", severity.name)
    let status = status(of: record)
    event.add("status_id", status.id)
    event.add("status", status.name)
    event.add("time", record.time.millisecondsSince1970)
    event.add("message", record.action.sentence)
    if let count = record.count { event.add("count", Int64(count)) }
    event.add("type_id", 1)
    event.add("metadata", metadata(of: record))
    event.add("actor", actor(of: record))
    event.add("src_endpoint", endpoint(of: record))
    event.add("database", database(of: record))
    event.add("attestation_list", list: [attestation(of: record)])
    event.add("unmapped", rest(of: record))
    return event.text
  }

  private static func metadata(of record: AuditRecord) -> JSONObject {
    var product = JSONObject()
    product.add("name", "sealdesk")
    product.add("vendor_name", "Sealdesk")
    product.add("version", record.exportedApp.version)
    var metadata = JSONObject()
    metadata.add("version", "1.5.0")
    metadata.add("uid", record.hash.hexadecimal)
    metadata.add("sequence", record.seq)
    metadata.add("log_name", "audit")
    metadata.addWords("profiles", ["record_integrity"])
    metadata.add("product", product)
    return metadata
  }

  private static func actor(of record: AuditRecord) -> JSONObject {
    var user = JSONObject()
    user.add("uid", record.exportedActor)
    user.add("name", record.actorName.string)
    user.add("type_id", record.role == .supervisor ? 2 : 1)
    var session = JSONObject()
    session.add("uid", record.session.string)
    var actor = JSONObject()
    actor.add("user", user)
    actor.add("session", session)
    actor.add("app_name", record.exportedApp.name)
    guard record.policy != nil || record.grant != nil else { return actor }
    var policy = JSONObject()
    policy.add("name", record.policy?.string ?? "policy")
    policy.add("uid", record.grant?.string ?? record.policy?.string)
    var authorization = JSONObject()
    authorization.add("decision", record.outcome == .denied ? "deny" : "allow")
    authorization.add("policy", policy)
    actor.add("authorizations", list: [authorization])
    return actor
  }

  private static func endpoint(of record: AuditRecord) -> JSONObject {
    var endpoint = JSONObject()
    endpoint.add("hostname", record.host.isEmpty ? "unknown" : record.host.string)
    if let address = record.sshFrom { endpoint.add("ip", address.string) }
    return endpoint
  }

  private static func database(of record: AuditRecord) -> JSONObject {
    var database = JSONObject()
    database.add("name", record.workspace.shortForm)
    database.add("type_id", 99)
    database.add("type", "Sealed store")
    return database
  }

  private static func attestation(of record: AuditRecord) -> JSONObject {
    var previous = JSONObject()
    previous.add("uid", "\(record.seq - 1)")
    previous.add("fingerprint", fingerprint(record.previous))
    var attestation = JSONObject()
    attestation.add("chain_uid", record.workspace.shortForm)
    attestation.add("fingerprint", fingerprint(record.hash))
    attestation.add("prev_event", previous)
    return attestation
  }

  private static func fingerprint(_ digest: Digest256) -> JSONObject {
    var fingerprint = JSONObject()
    fingerprint.add("algorithm_id", 3)
    fingerprint.add("algorithm", "SHA-256")
    fingerprint.add("value", digest.hexadecimal)
    return fingerprint
  }

  private static func rest(of record: AuditRecord) -> JSONObject {
    var rest = JSONObject()
    rest.add("action", record.action.rawValue)
    if let ticket = record.ticket { rest.add("ticket", ticket.rawValue) }
    let texts: [(String, String?)] = [
      ("object", record.exportedObject), ("class", record.kind?.rawValue),
      ("reason_code", record.reasonCode?.string), ("reason", record.reason?.string),
      ("grant", record.grant?.string), ("approver", record.exportedApprover),
      ("expires", record.expires?.exported), ("error", record.error?.string),
      ("detail", record.detail?.string), ("realm", record.realm.string),
    ]
    for (name, text) in texts where text != nil { rest.add(name, text) }
    return rest
  }

  private static func severity(of record: AuditRecord) -> (id: Int64, name: String) {
    switch record.loudness {
    case 9: (4, "High")
    case 6: (3, "Medium")
    case 3: (2, "Low")
    default: (1, "Informational")
    }
  }

  private static func status(of record: AuditRecord) -> (id: Int64, name: String) {
    switch record.outcome {
    case .success: (1, "Success")
    case .denied, .failed: (2, "Failure")
    case .pending: (99, "pending")
    case nil: (0, "Unknown")
    }
  }
}

extension AuditAction {
  /// The activity of OCSF class 6005 that it comes nearest to.
  fileprivate var datastoreActivity: (id: Int64, name: String) {
    if isLook || self == .attachmentOpen || self == .ticketSend { return (10, "Decrypt") }
    switch self {
    case .ticketView: return (1, "Read")
    case .ticketUpdate, .maskAdd: return (2, "Update")
    case .sessionOpen: return (3, "Connect")
    case .searchText, .searchExact: return (4, "Query")
    case .ticketNote, .ticketReceive: return (5, "Write")
    case .importMail, .importTickets: return (6, "Create")
    case .subjectErase: return (7, "Delete")
    case .auditRead: return (8, "List")
    default: return (99, rawValue)
    }
  }
}
