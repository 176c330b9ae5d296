import Foundation
import Testing

/// Themes are data: a slip in one is named with its file and line, and costs nothing.
@Suite(.ownThreads) struct ThemeTests {
  @Test func `a theme of one's own that is wrong is refused before the screen is taken`() throws {
    let desk = try DeskWorkspace()
    let file = desk.folder.path + "/own.yaml"
    try desk.write("name: own\npalette:\n  text: \"#12345z\"\n", to: file)
    let console = try desk.starting(as: .anna, ["--theme", file])
    #expect(try console.waitForEnd() == .exited(65))
    #expect(console.screen.contains("own.yaml:3") && console.screen.contains("is no colour"))
    #expect(console.mode == console.modeBefore)
  }

  @Test func `a theme is read again while the console is open`() throws {
    let desk = try DeskWorkspace()
    let file = desk.folder.path + "/own.yaml"
    let light = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Themes/sealdesk-light.yaml").standardized
    let text = try String(contentsOf: light, encoding: .utf8)
      .replacing("name: sealdesk-light", with: "name: own")
    try desk.write(text, to: file)
    let console = try desk.console(as: .anna, ["--theme", file])
    try desk.write(text + "\noops: [\n", to: file)
    try console.reloadThemes()
    try console.wait(forText: "own.yaml:")
    #expect(console.screen.contains("this is no YAML"))
    try desk.write(text, to: file)
    try console.reloadThemes()
    try console.wait(forText: "The theme was read again.")
    #expect(try console.leaveDesk() == .exited(0))
  }
}

extension TerminalProcess {
  /// By the palette.
  fileprivate func reloadThemes() throws {
    send(":")
    try wait(forText: "do it")
    send("reload")
    try wait(forText: "Reload themes from their files")
    send(Keys.enter)
  }
}
