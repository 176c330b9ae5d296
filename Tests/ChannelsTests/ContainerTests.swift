import Foundation
import Testing

@testable import Channels

struct ContainerTests {
  private func messages(at url: URL, limits: MailLimits = MailLimits()) throws -> [MailItem] {
    var container = try MailContainer(at: url, limits: limits)
    var items: [MailItem] = []
    while let item = container.next() { items.append(item) }
    #expect(container.readByteCount == container.totalByteCount)
    return items
  }

  private func texts(_ items: [MailItem]) throws -> [String] {
    try items.map { String(decoding: try $0.content.get(), as: UTF8.self) }
  }

  @Test func `an mbox gives the messages that went in`() throws {
    let items = try messages(at: Fixture.folder.appending(path: "support.mbox"))
    #expect(items.count == 3)
    #expect(try items[0].content.get() == Fixture.bytes("messages/msg1.eml"))
    #expect(
      try texts(items)[1].hasSuffix(
        "Refund started, 3-5 days.\n\nFrom here we will write again.\n>From quoted already.\n"))
    #expect(try items[2].content.get() == Fixture.bytes("messages/msg3_autoreply.eml"))
  }

  @Test(arguments: [
    // A sentence is no separator, and neither is one without a blank line before it.
    ("A: 1\n\nFrom now on, write to us.\n", ["A: 1\n\nFrom now on, write to us.\n"]),
    (
      "A: 1\n\nx\nFrom a@b Mon Mar  2 09:14:08 2026\n",
      ["A: 1\n\nx\nFrom a@b Mon Mar  2 09:14:08 2026\n"]
    ),
    // mboxcl2: the length counts where a separator or the end follows…
    (
      "Content-Length: 49\n\nx\n\nFrom a@b Mon Mar  2 09:14:08 2026\n>From y\n1234",
      ["Content-Length: 49\n\nx\n\nFrom a@b Mon Mar  2 09:14:08 2026\n>From y\n1234"]
    ),
    (
      "Content-Length: 2\n\nx\n\nFrom a@b Mon Mar  2 09:14:08 2026\nA: 2\n\ny\n",
      ["Content-Length: 2\n\nx\n", "A: 2\n\ny\n"]
    ),
    // … and not where it lies.
    (
      "Content-Length: 9999\n\nx\n\nFrom a@b Mon Mar  2 09:14:08 2026\nA: 2\n\ny\n",
      ["Content-Length: 9999\n\nx\n", "A: 2\n\ny\n"]
    ),
    (
      "Content-Length: 1\n\nxyz\n\nFrom a@b Mon Mar  2 09:14:08 2026\nA: 2\n\ny\n",
      ["Content-Length: 1\n\nxyz\n", "A: 2\n\ny\n"]
    ),
    ("Content-Length: -5\n\nx\n", ["Content-Length: -5\n\nx\n"]),
    (
      "A: 1\r\n\r\nx\r\n\r\nFrom a@b Mon Mar  2 09:14:08 2026\r\nA: 2\r\n\r\ny\r\n",
      ["A: 1\r\n\r\nx\r\n", "A: 2\r\n\r\ny\r\n"]
    ),
    ("A: 1\n\n>>>From x\n>Fromage\n", ["A: 1\n\n>>From x\n>Fromage\n"]),
    ("", [""]),
  ])
  func `an mbox is split by the rules of its variants`(rest: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("From a@b Mon Mar  2 09:14:08 2026\n" + rest, to: "m")
    #expect(try texts(messages(at: file)) == expected)
  }

  @Test func `lines longer than the window stay whole`() throws {
    let folder = try TemporaryFolder()
    let long =
      String(repeating: "x", count: 700_000) + "\n>From " + String(repeating: "y", count: 600_000)
    let mbox =
      "From a@b Mon Mar  2 09:14:08 2026\nA: 1\n\n\(long)\n\nFrom a@b Mon Mar  2 09:14:08 2026\nA: 2\n"
    let items = try messages(at: folder.write(mbox, to: "m"))
    #expect(try texts(items).map(\.utf8.count) == [long.utf8.count - 1 + 7, 5])
  }

  @Test func `a message over the limit is passed over and named`() throws {
    let folder = try TemporaryFolder()
    let separator = "From a@b Mon Mar  2 09:14:08 2026\n"
    let big = String(repeating: "0123456789\n", count: 100)
    let mbox = "\(separator)A: 1\n\nx\n\n\(separator)A: 2\n\n\(big)\n\(separator)A: 3\n\ny\n"
    var limits = MailLimits()
    limits.messageByteCount = 200
    let items = try messages(at: folder.write(mbox, to: "m"), limits: limits)
    #expect(items.count == 3)
    #expect(throws: MailContainerError.messageTooLarge(byteCount: 1107)) {
      try items[1].content.get()
    }
    #expect(try items[2].content.get() == Array("A: 3\n\ny\n".utf8))
    #expect(items[1].position.byteOffset == separator.utf8.count + 9)
  }

  @Test func `an import goes on where it stopped`() throws {
    let url = Fixture.folder.appending(path: "support.mbox")
    let items = try messages(at: url)
    for (index, item) in items.enumerated() {
      var container = try MailContainer(at: url)
      try container.seek(to: item.position)
      var rest: [MailItem] = []
      while let next = container.next() { rest.append(next) }
      #expect(rest.map(\.position) == items[index...].map(\.position))
    }
  }

  @Test func `a Maildir is read from new and cur, never from tmp`() throws {
    let items = try messages(at: Fixture.folder.appending(path: "maildir"))
    #expect(items.map(\.flags) == [[.seen], []])
    #expect(try items[1].content.get() == Fixture.bytes("messages/msg1.eml"))
  }

  @Test func `a message moves to cur once it is filed`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("A: 1\n", to: "new/1.host")
    _ = try folder.write("A: 2\n", to: "cur/2.host:2,FS")
    let maildir = try Maildir(folder: folder.url)
    let entry = try #require(maildir.newEntries().first)
    #expect(try maildir.read(entry) == Array("A: 1\n".utf8))
    try maildir.file(entry)
    #expect(try maildir.newEntries().isEmpty)
    #expect(
      try maildir.entries().map(\.url.lastPathComponent) == ["1.host:2,", "2.host:2,FS"])
    #expect(try maildir.entries().map(\.flags) == [[], [.flagged, .seen]])
  }

  @Test func `a folder of messages is read by name, one bad file stops nothing`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("A: 1\n", to: "1.eml")
    _ = try folder.write("A: 3\n", to: "3.EML")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "2.eml"),
      withDestinationURL: folder.url.appending(path: "gone"))
    _ = try folder.write("other", to: "notes.txt")
    let items = try messages(at: folder.url)
    #expect(items.map(\.position.fileIndex) == [0, 1, 2])
    #expect(throws: MailContainerError.unreadable(code: ENOENT)) { try items[1].content.get() }
    #expect(try items[2].content.get() == Array("A: 3\n".utf8))
  }

  @Test func `what holds no mail is refused`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: MailContainerError.notMail) { try MailContainer(at: folder.url) }
    #expect(throws: MailContainerError.unreadable(code: ENOENT)) {
      try MailContainer(at: folder.url.appending(path: "gone"))
    }
    #expect(throws: MailContainerError.notMail) { try Maildir(folder: folder.url) }
  }

  @Test func `every truncation of an mbox is read to its end`() throws {
    let folder = try TemporaryFolder()
    let bytes = try Fixture.bytes("support.mbox")
    for count in stride(from: 5, through: bytes.count, by: 7) {
      let file = try folder.write(Array(bytes.prefix(count)), to: "m")
      #expect(try messages(at: file).count <= 3)
    }
  }

  @Test func `a pipe is read up to the limit`() throws {
    let folder = try TemporaryFolder()
    func read(_ text: String) throws -> [UInt8] {
      let file = open(try folder.write(text, to: "m").path, O_RDONLY)
      defer { close(file) }
      var limits = MailLimits()
      limits.messageByteCount = 10
      return try DeliveryInput.read(from: file, limits: limits)
    }
    #expect(try read("0123456789") == Array("0123456789".utf8))
    #expect(throws: DeliveryInput.Failure.tooLarge) { try read("0123456789x") }
    #expect(throws: DeliveryInput.Failure.empty) { try read("") }
    #expect(throws: DeliveryInput.Failure.unreadable(code: EBADF)) {
      try DeliveryInput.read(from: -1)
    }
    #expect(DeliveryInput.Failure.unreadable(code: 5).exitStatus == 75)
    #expect(DeliveryInput.Failure.tooLarge.exitStatus == 65)
  }
}
