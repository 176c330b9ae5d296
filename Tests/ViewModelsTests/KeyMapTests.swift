import Testing
import Text
import ViewModels

@Suite struct KeyMapTests {
  @Test func `the standard map has no fault`() {
    let faults = KeyMap.standard.faults(in: .standard).map(\.sentence)
    #expect(faults == [])
  }

  @Test func `every command is reached by a key or by the palette`() {
    let ids = CommandRegistry.standard.commands.map(\.id)
    #expect(Set(ids).count == ids.count, "no command is listed twice")
  }

  @Test(arguments: [
    "j", "^S", "Alt-1", "Shift-Tab", "Enter", "Esc", "PgUp", "F1", "Space", "?", "^_", "Ctrl-Left",
  ])
  func `a key reads as it is written`(notation: String) throws {
    let press = try #require(KeyPress(notation: notation))
    #expect(press.notation.string == notation)
  }

  @Test(arguments: ["", "jj", "F99", "Ctrl-", "Hyper-x"])
  func `what is no key is refused`(notation: String) {
    #expect(KeyPress(notation: notation) == nil)
  }

  private func binding(_ keys: String, _ command: CommandID) throws -> KeyMap.Binding {
    KeyMap.Binding(
      context: .desk, keys: try #require(KeySequence(notation: keys)), command: command)
  }

  @Test func `two commands on one key are named`() throws {
    let map = KeyMap([try binding("r", "ticket.reply"), try binding("r", "ticket.note")])
    #expect(
      map.faults(in: .standard).map(\.sentence)
        == ["desk: r is bound to ticket.reply and to ticket.note."])
  }

  @Test func `a sequence behind a shorter one is named`() throws {
    let map = KeyMap([try binding("g", "ticket.reply"), try binding("g g", "ticket.note")])
    #expect(
      map.faults(in: .standard).map(\.sentence)
        == ["desk: g g cannot be reached, g comes first."])
  }

  @Test(arguments: ["^D", "^U", "^K", "^J", "^H", "^L", "^A", "^B"])
  func `keys pressed by habit may not destroy`(keys: String) throws {
    let map = KeyMap([try binding(keys, "composer.discard")])
    #expect(map.faults(in: .standard).count == 1)
    let standard = KeyMap.standard.bindings.filter { $0.keys.notation.string == keys }
    let harmless: Set<CommandID> = ["app.redraw", "write.line-start"]
    #expect(standard.allSatisfy { harmless.contains($0.command) })
  }

  @Test func `an unknown command is named`() throws {
    let map = KeyMap([try binding("r", "ticket.explode")])
    #expect(map.faults(in: .standard) == [.unknownCommand("ticket.explode")])
  }

  @Test func `a reveal is confirmed by neither its trigger nor Enter`() {
    let confirm = KeyMap.standard.bindings.filter { $0.command == "escalation.confirm" }
    #expect(confirm.map(\.keys.notation) == ["^Y"])
  }

  @Test(arguments: [("so", "Solve the ticket"), ("esc", "Ask to see identifiers in escalation")])
  func `letters are found at the beginnings of words`(typed: String, text: String) {
    #expect(FuzzyMatch(typed, in: text) != nil)
    #expect(FuzzyMatch(typed + "qqq", in: text) == nil)
  }

  @Test func `beginnings of words are better than letters anywhere`() throws {
    let good = try #require(FuzzyMatch("mt", in: "mark ticket"))
    let poor = try #require(FuzzyMatch("mt", in: "summits far"))
    #expect(good.score > poor.score)
  }
}
