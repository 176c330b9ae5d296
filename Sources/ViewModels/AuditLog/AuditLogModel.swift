package import Audit
package import Desk
import Foundation
import Observation
package import Text
import Tickets

/// The access log, for those whose role may read it: who looked at what, and whether it holds.
@Observable @MainActor
package final class AuditLogModel {
  /// Newest first.
  package private(set) var records: [AuditRecord] = []
  package private(set) var selectedIndex = 0
  /// Whether older ones may follow.
  package private(set) var hasMore = false
  package private(set) var isLoading = false
  package private(set) var state: AuditState?
  /// How many entries the running verification has behind it.
  package private(set) var verified: Int64?
  package private(set) var filterEditor: TextBuffer?
  package private(set) var typed: SanitizedText = .empty
  package private(set) var query: AuditQuery
  /// Whether the selected entry is open in full.
  package internal(set) var showsRecord = false
  @ObservationIgnored package private(set) var firstVisible = 0
  @ObservationIgnored package private(set) var visibleCount = 20
  @ObservationIgnored private let context: ConsoleContext

  package static let pageSize = 200

  package init(context: ConsoleContext) {
    self.context = context
    query = AuditQuery(.empty, people: [:])
  }

  package var selected: AuditRecord? {
    records.indices.contains(selectedIndex) ? records[selectedIndex] : nil
  }

  /// Makes room known and keeps the selection within it.
  package func fit(visibleCount: Int) {
    self.visibleCount = max(1, visibleCount)
    if selectedIndex < firstVisible { firstVisible = selectedIndex }
    if selectedIndex >= firstVisible + self.visibleCount {
      firstVisible = selectedIndex - self.visibleCount + 1
    }
    firstVisible = max(0, min(firstVisible, records.count - self.visibleCount))
  }

  // MARK: Moving

  package func move(by rows: Int) {
    selectedIndex = max(0, min(records.count - 1, selectedIndex + rows))
    if selectedIndex >= records.count - visibleCount { loadMore() }
  }

  package func moveByPage(_ pages: Int) { move(by: pages * max(1, visibleCount - 1)) }
  package func moveToStart() { move(by: -records.count) }
  package func moveToEnd() { move(by: records.count) }

  // MARK: Filtering

  package func beginFilter() { filterEditor = TextBuffer(typed, allowsLines: false) }

  package func editFilter(_ change: (inout TextBuffer) -> Void) {
    guard var editor = filterEditor else { return }
    change(&editor)
    filterEditor = editor
  }

  /// Looks for what was typed; each look is logged, so it does not look at every letter.
  package func endFilter() {
    guard let editor = filterEditor else { return }
    filterEditor = nil
    apply(editor.text)
  }

  package func clearFilter() {
    filterEditor = nil
    apply(.empty)
  }

  /// Adds what the selected record has to the filter: `who:ben`.
  package func narrow(to part: SanitizedText) {
    apply(typed.isEmpty ? part : typed + " " + part)
  }

  private func apply(_ text: SanitizedText) {
    guard text != typed else { return }
    typed = text
    let people = context.session.colleagues.map { ($0.name, $0.id.rawValue) }
    query = AuditQuery(
      text, people: Dictionary(people, uniquingKeysWith: { first, _ in first }),
      calendar: context.clock.calendar)
    if let complaint = query.complaint { context.messages.report(.warning, complaint) }
    selectedIndex = 0
    load()
  }

  // MARK: Loading

  package func load() {
    isLoading = true
    let filter = query.filter
    let count = max(Self.pageSize, min(records.count, 5 * Self.pageSize))
    let anchor = selectedIndex == 0 ? nil : selected?.seq
    context.tasks.replace(.audit) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.auditRecords(filter, before: nil, limit: count)
      }
      guard !Task.isCancelled else { return }
      self?.isLoading = false
      guard let answer else { return }
      self?.hasMore = answer.count == count
      self?.records = answer
      let place = anchor.flatMap { seq in answer.firstIndex { $0.seq == seq } }
      self?.selectedIndex = place ?? 0
    }
    loadState()
  }

  private func loadMore() {
    guard hasMore, !isLoading, let last = records.last else { return }
    isLoading = true
    let filter = query.filter
    context.tasks.replace(.audit) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.auditRecords(filter, before: last.seq, limit: Self.pageSize)
      }
      guard !Task.isCancelled else { return }
      self?.isLoading = false
      self?.hasMore = answer?.count == Self.pageSize
      self?.records += answer ?? []
    }
  }

  private func loadState() {
    context.tasks.replace(.auditState) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in try await desk.auditState() }
      if let answer, !Task.isCancelled { self?.state = answer }
    }
  }

  // MARK: Verifying

  /// Verifies the whole chain; can be left while it runs, and stopped without harm.
  package func verify() {
    guard verified == nil else { return }
    verified = 0
    context.tasks.replace(.verify) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.verifyAudit { count in
          Task { @MainActor in self?.advance(to: count) }
        }
      }
      self?.verified = nil
      guard let answer, !Task.isCancelled else { return }
      self?.state = answer
      self?.report(answer)
    }
  }

  package func stopVerifying() {
    guard verified != nil else { return }
    context.tasks.cancel(.verify)
    verified = nil
    context.messages.report(.information, "Verification stopped; nothing was changed.")
  }

  private func advance(to count: Int64) {
    if verified != nil { verified = max(verified ?? 0, count) }
  }

  private func report(_ state: AuditState) {
    if let bad = state.firstBad {
      context.messages.report(
        .failure,
        """
        The log does not hold: entry \(bad.seq), \(bad.problem). Keep the file as it is and compare \
        it with a backup.
        """)
    } else {
      context.messages.report(.success, "The log holds, all \(state.entryCount) entries of it.")
    }
  }
}
