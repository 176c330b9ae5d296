import Desk
import Foundation
import Text
import Tickets

/// `Message.Delivery` in columns.
struct StoredDelivery {
  var code: DeliveryCode
  var at: Int64?
  var attempts: Int64 = 0
  var reason: SanitizedText?

  init(_ delivery: Message.Delivery, nextAttempt: Date?) {
    switch delivery {
    case .received:
      code = .received
    case .held(let until):
      code = .held
      at = until.milliseconds
    case .waiting(let reason):
      code = .waiting
      at = nextAttempt?.milliseconds ?? 0
      self.reason = reason
    case .failed(let reason, let attempts):
      code = .failed
      // Without a next attempt it stays queued and is not tried by itself.
      at = nextAttempt?.milliseconds
      self.attempts = Int64(attempts)
      self.reason = reason
    case .sent(let time):
      code = .sent
      at = time.milliseconds
    }
  }
}

extension Message.Author {
  var code: AuthorCode {
    switch self {
    case .customer: .customer
    case .participant: .participant
    case .agent: .agent
    case .system: .system
    }
  }

  var agent: UserID? {
    guard case .agent(let id, _) = self else { return nil }
    return id
  }

  /// Kept with the message: who has left keeps the name on what they wrote.
  var name: SanitizedText? {
    guard case .agent(_, let name) = self else { return nil }
    return name
  }
}
