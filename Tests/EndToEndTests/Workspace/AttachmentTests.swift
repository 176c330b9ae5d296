import Foundation
import Glibc
import Testing

/// A sealed file becomes one in clear: only after its record, for one person, and never over another.
@Suite(.ownThreads) struct AttachmentTests {
  @Test func `an attachment is saved once it is logged, readable by one person`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openContract()
    console.send("f")
    try console.waitForDialog("Save an attachment")
    #expect(!console.screen.contains(Canary.familyName))
    let file = desk.folder.path + "/contract.txt"
    try console.fillIn(sentence: "the court asks for the contract", file: file)
    console.send(Keys.control("y"))
    try console.wait(forText: "Saved and logged, readable by you alone")
    let saved = try String(contentsOfFile: file, encoding: .utf8)
    #expect(saved.contains(Canary.attachmentBytes))
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    let log = try desk.succeed(["audit", "list", "--json"], as: .otto).output
    #expect(log.contains("attachment.open") && log.contains("the court asks for the contract"))
    #expect(!log.contains(Canary.familyName) && desk.leaks() == [])
  }

  @Test func `a file that is there stays as it is`() throws {
    let desk = try DeskWorkspace()
    let file = desk.folder.path + "/taken.txt"
    try desk.write("older work", to: file)
    let console = try desk.console()
    try console.openContract()
    console.send("f")
    try console.waitForDialog("Save an attachment")
    try console.fillIn(sentence: "to file it", file: file)
    console.send(Keys.control("y"))
    try console.wait(forText: "a file of that name is there already")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "older work")
    console.send(Keys.escape)
    try console.wait(forNoText: "Save an attachment")
    #expect(try console.leaveDesk() == .exited(0))
  }
}

extension TerminalProcess {
  /// Opens the ticket whose mail came with a file.
  fileprivate func openContract() throws {
    send("]")
    try wait(forText: "Unassigned   sort")
    send("/")
    try wait(forText: "Esc drop")
    send("contract" + Keys.enter)
    try wait(for: "the ticket alone") { $0.contains("▎   #2") && !$0.contains("#3") }
    send(Keys.enter)
    try wait(for: "the file's row") { $0.contains(Canary.attachmentName) && $0.contains("sealed") }
  }

  fileprivate func fillIn(sentence: String, file: String) throws {
    send(Keys.tab + sentence)
    try wait(forText: sentence)
    // To the start of the line, and what stands after it away.
    send(Keys.tab + Keys.control("a") + Keys.escape + "k" + file)
    try wait(forText: file)
  }
}
