package import Desk
package import Foundation
import Observation
package import Text
package import Tickets

/// The list of tickets: a window of rows around the selection, however long the queue is.
@Observable @MainActor
package final class QueueModel {
  package private(set) var view: QueueView = .mine
  package private(set) var sort: QueueSort = .due
  /// What is typed after `/`; `nil` while no filter is being typed.
  package private(set) var filterEditor: TextBuffer?
  package private(set) var filter: SanitizedText = .empty
  package private(set) var counts: [QueueView: Int] = [:]
  /// How many tickets the query matches.
  package private(set) var total = 0
  /// Which of them stands under the cursor.
  package private(set) var selectedIndex = 0
  package private(set) var selectedTicket: TicketID?
  /// Since when rows are awaited; `nil` where they are there.
  package private(set) var loadingSince: Date?
  /// Whether the first answer has come.
  package private(set) var hasLoaded = false
  private var rows: [QueueRow] = []
  private var windowStart = 0
  /// The first row on the screen, and how many there is room for; set by whoever draws.
  @ObservationIgnored package private(set) var firstVisible = 0
  @ObservationIgnored package private(set) var visibleCount = 20
  @ObservationIgnored private var lastStep = 1
  @ObservationIgnored private let context: ConsoleContext
  /// Called when another ticket comes under the cursor.
  @ObservationIgnored var selectionChanged: () -> Void = {}

  /// How many rows are kept in memory.
  package static let windowSize = 400

  package init(context: ConsoleContext) {
    self.context = context
  }

  /// The row at a place of the queue; `nil` where it is not loaded yet.
  package func row(at index: Int) -> QueueRow? {
    let place = index - windowStart
    return rows.indices.contains(place) ? rows[place] : nil
  }

  package var selectedRow: QueueRow? { row(at: selectedIndex) }

  /// The ticket that one more move in the direction of the last one comes to.
  package var nextTicket: TicketID? { row(at: selectedIndex + lastStep)?.id }

  /// Makes room known and keeps the selection within it.
  package func fit(visibleCount: Int) {
    self.visibleCount = max(1, visibleCount)
    let last = max(0, total - self.visibleCount)
    if selectedIndex < firstVisible { firstVisible = selectedIndex }
    if selectedIndex >= firstVisible + self.visibleCount {
      firstVisible = selectedIndex - self.visibleCount + 1
    }
    firstVisible = min(max(0, firstVisible), last)
  }

  // MARK: Moving

  package func move(by rows: Int) {
    select(index: selectedIndex + rows)
  }

  package func moveByPage(_ pages: Int) {
    select(index: selectedIndex + pages * max(1, visibleCount - 1))
  }

  package func moveToStart() { select(index: 0) }
  package func moveToEnd() { select(index: total - 1) }

  private func select(index: Int) {
    let clamped = max(0, min(total - 1, index))
    guard clamped != selectedIndex else { return }
    lastStep = clamped > selectedIndex ? 1 : -1
    selectedIndex = clamped
    if let row = selectedRow {
      selectedTicket = row.id
      selectionChanged()
    } else {
      selectedTicket = nil
    }
    loadAhead()
  }

  // MARK: Choosing what to list

  package func show(_ view: QueueView) {
    guard view != self.view else { return }
    self.view = view
    restart()
  }

  package func showNextView(_ step: Int) {
    let all = QueueView.allCases
    let place = all.firstIndex(of: view) ?? 0
    show(all[(place + step + all.count) % all.count])
  }

  package func sort(by sort: QueueSort) {
    self.sort = sort
    restart()
  }

  package func sortNext() {
    let all = QueueSort.allCases
    let place = all.firstIndex(of: sort) ?? 0
    sort(by: all[(place + 1) % all.count])
  }

  package func beginFilter() {
    filterEditor = TextBuffer(filter, allowsLines: false)
  }

  package func editFilter(_ edit: (inout TextBuffer) -> Void) {
    guard var editor = filterEditor else { return }
    edit(&editor)
    filterEditor = editor
    setFilter(editor.text)
  }

  package func endFilter() { filterEditor = nil }

  package func clearFilter() {
    filterEditor = nil
    setFilter(.empty)
  }

  private func setFilter(_ text: SanitizedText) {
    guard text != filter else { return }
    filter = text
    restart()
  }

  private func restart() {
    selectedIndex = 0
    selectedTicket = nil
    firstVisible = 0
    load(from: 0, keepingSelection: false)
  }

  // MARK: Loading

  /// Reads the window again; the selected ticket stays selected wherever it has moved to.
  package func reload() {
    load(from: windowStart, keepingSelection: true)
  }

  private func loadAhead() {
    let margin = max(20, visibleCount)
    let loaded = windowStart..<(windowStart + rows.count)
    let wanted = max(0, selectedIndex - margin)..<min(total, selectedIndex + margin)
    guard wanted.lowerBound < loaded.lowerBound || wanted.upperBound > loaded.upperBound else {
      return
    }
    load(
      from: max(0, min(selectedIndex - Self.windowSize / 2, total - Self.windowSize)),
      keepingSelection: false)
  }

  private func load(from start: Int, keepingSelection: Bool) {
    let query = QueueQuery(
      view: view, filter: filter, sort: sort, limit: Self.windowSize, offset: start)
    if loadingSince == nil { loadingSince = context.clock.now }
    context.tasks.replace(.queue) { [weak self, context] in
      guard
        let page = await context.attempt({ desk throws(DeskError) in try await desk.queue(query) }),
        !Task.isCancelled
      else {
        self?.loadingSince = nil
        return
      }
      self?.take(page, from: start, keepingSelection: keepingSelection)
    }
  }

  private func take(_ page: QueuePage, from start: Int, keepingSelection: Bool) {
    let before = selectedTicket
    rows = page.rows
    windowStart = start
    total = max(page.total, start + page.rows.count)
    counts = page.counts
    loadingSince = nil
    hasLoaded = true
    if keepingSelection, let before, let place = rows.firstIndex(where: { $0.id == before }) {
      selectedIndex = start + place
    }
    selectedIndex = max(0, min(total - 1, selectedIndex))
    selectedTicket = selectedRow?.id
    if selectedTicket != before { selectionChanged() }
  }
}
