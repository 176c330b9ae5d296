import Desk
import Sealing
import Tickets

/// What stores say to each other: that something was committed, and who is where.
///
/// Numbers only, never a word of a ticket. What is said of people carries a mark, so that a process
/// without keys cannot invent a colleague; a commit needs none, for it is looked up.
enum BellMessage: Hashable {
  case committed(StoreChange)
  case present(UserID, Presence.Activity, TicketID?, until: Int64)
  case typing(TicketID, until: Int64?)
  /// A store has just opened and would like to hear who is where.
  case whoIsThere

  private static let version: UInt8 = 1
  private static let activities: [Presence.Activity] = [.viewing, .replying, .away, .typing]

  /// What a commit is announced by; it takes no key.
  static func announcement(of change: StoreChange) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(version)
    writer.append(UInt8(1))
    writer.append(Int64(change.rawValue))
    return writer.bytes
  }

  func bytes<R: Realm>(under key: RowMAC<R>) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(Self.version)
    switch self {
    case .committed(let change): return Self.announcement(of: change)
    case .present(let user, let activity, let ticket, let until):
      writer.append(UInt8(2))
      writer.append(user.rawValue)
      writer.append(UInt8(Self.activities.firstIndex(of: activity) ?? 0))
      writer.append(ticket?.rawValue ?? 0)
      writer.append(until)
    case .typing(let ticket, let until):
      writer.append(UInt8(3))
      writer.append(ticket.rawValue)
      writer.append(until ?? 0)
    case .whoIsThere:
      writer.append(UInt8(4))
    }
    writer.append(fixed: Self.mark(writer.bytes, key))
    return writer.bytes
  }

  /// `nil` for what is not ours, or of another version.
  init?<R: Realm>(_ bytes: [UInt8], under key: RowMAC<R>) {
    guard bytes.count >= 2, bytes[0] == Self.version else { return nil }
    var reader = ByteReader(bytes)
    do {
      _ = try reader.integer(UInt8.self)
      let kind = try reader.integer(UInt8.self)
      if kind == 1 {
        self = .committed(StoreChange(rawValue: Int(clamping: try reader.integer(Int64.self))))
        return
      }
      guard bytes.count >= 18, Self.mark(Array(bytes.dropLast(16)), key) == bytes.suffix(16) else {
        return nil
      }
      switch kind {
      case 2:
        let user = try UserID(rawValue: reader.integer())
        let activity = try Int(reader.integer(UInt8.self))
        let ticket = try reader.integer(Int64.self)
        guard Self.activities.indices.contains(activity) else { return nil }
        self = .present(
          user, Self.activities[activity], ticket == 0 ? nil : TicketID(rawValue: ticket),
          until: try reader.integer())
      case 3:
        let ticket = try TicketID(rawValue: reader.integer())
        let until = try reader.integer(Int64.self)
        self = .typing(ticket, until: until == 0 ? nil : until)
      case 4: self = .whoIsThere
      default: return nil
      }
    } catch {
      return nil
    }
  }

  private static func mark<R: Realm>(_ bytes: [UInt8], _ key: RowMAC<R>) -> [UInt8] {
    key.code(table: "bell", row: 0, version: 0, columns: bytes)
  }
}
