import Audit
import Text

extension ConsoleModel {
  func openReviews() {
    let model = ReviewsModel(context: context)
    model.load()
    present(.reviews(model))
  }

  func openFigures() {
    let model = FiguresModel(context: context)
    model.load()
    present(.figures(model))
  }

  /// The ticket that the look was at, masked.
  fileprivate func openReviewedTicket() {
    guard case .reviews(let model) = dialog, let ticket = model.selected?.record.ticket else {
      return
    }
    dismissDialog()
    open(ticket)
  }
}

extension Command {
  static let overseeing: [Command] = [
    Command(
      "reviews.open", "Reviews: looks of others to go over", in: [.desk, .auditLog],
      when: Check.mayReadAudit
    ) { $0.openReviews() },
    inReviews("reviews.down", "Down") { $0.move(by: 1) },
    inReviews("reviews.up", "Up") { $0.move(by: -1) },
    inReviews("reviews.justified", "It was justified, with the note") { $0.decide(.justified) },
    inReviews("reviews.unjustified", "It was not, with the note") { $0.decide(.unjustified) },
    Command("reviews.ticket", "Open its ticket, masked", in: [.reviews]) {
      $0.openReviewedTicket()
    },
    Command("reviews.close", "Close", in: [.reviews]) { $0.dismissDialog() },
    Command(
      "figures.open", "Figures: how data was handled this month", in: [.desk, .auditLog],
      when: Check.mayReadAudit
    ) { $0.openFigures() },
    inFigures("figures.down", "Down") { $0.scroll(by: 1) },
    inFigures("figures.up", "Up") { $0.scroll(by: -1) },
    inFigures("figures.earlier", "The month before") { $0.step(by: -1) },
    inFigures("figures.later", "The month after") { $0.step(by: 1) },
    Command("figures.close", "Close", in: [.figures]) { $0.dismissDialog() },
  ]

  private static func inReviews(
    _ id: CommandID, _ title: SanitizedText,
    _ action: @escaping @MainActor @Sendable (ReviewsModel) -> Void
  ) -> Command {
    Command(id, title, in: [.reviews]) { console in
      if case .reviews(let model) = console.dialog { action(model) }
    }
  }

  private static func inFigures(
    _ id: CommandID, _ title: SanitizedText,
    _ action: @escaping @MainActor @Sendable (FiguresModel) -> Void
  ) -> Command {
    Command(id, title, in: [.figures]) { console in
      if case .figures(let model) = console.dialog { action(model) }
    }
  }
}
