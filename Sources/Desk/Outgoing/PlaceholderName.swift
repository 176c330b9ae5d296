package import Masking

/// A placeholder that every desk knows how to fill in.
package enum PlaceholderName: String, Hashable, Sendable, CaseIterable {
  case customerFirstName = "customer.first_name"
  case customerName = "customer.name"
  case customerEmail = "customer.email"
  case customerPhone = "customer.phone"
  case ticketNumber = "ticket.number"
  case agentName = "agent.name"
  case workspaceName = "workspace.name"

  /// What has to be in the customer's profile for it; `nil` where it is always known.
  package var profileKind: IdentifierKind? {
    switch self {
    case .customerFirstName, .customerName: .person
    case .customerEmail: .email
    case .customerPhone: .phone
    case .ticketNumber, .agentName, .workspaceName: nil
    }
  }
}
