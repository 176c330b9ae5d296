import Desk
import Foundation
import GRDB
import Masking
import Synchronization
import Testing
import Text
import Tickets

@testable import TicketStore

/// Which writer committed, in order.
private final class Turns: Sendable {
  let order = Mutex<[Int]>([])
}

struct WritersTests {
  @Test func `writers take turns, and none waits long`() async throws {
    let workspace = try Workspace()
    let quiet = StoreConfiguration(searchWindow: 0)
    let stores = try (0..<4).map { _ in try workspace.open(quiet) }
    let id = try await stores[0].ticket("Help", "me")
    let message = try await stores[0].message("again", on: id)
    let turns = Turns()
    try await withThrowingTaskGroup { group in
      for (writer, store) in stores.enumerated() {
        group.addTask {
          for _ in 0..<40 {
            try await store.perform(.add(message, to: id))
            turns.order.withLock { $0.append(writer) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await stores[1].messages(of: id).count == 161)
    #expect(try await stores[2].verify() == [])
    // While all four are still writing, each gets its turn within 50 commits of the others.
    var last = [0, 0, 0, 0]
    var done = [0, 0, 0, 0]
    for (turn, writer) in turns.order.withLock({ $0 }).enumerated() {
      #expect(turn - last[writer] <= 50)
      last[writer] = turn
      done[writer] += 1
      for other in 0..<4 where done[other] == 40 { last[other] = turn }
    }
  }

  @Test func `a write that fails leaves nothing behind`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let before = try await store.reading { db in try WorkspaceRow.fetch(db)?.version }
    var message = try await store.message("too much", on: id)
    message.attachments = [
      NewAttachment(
        name: message.body, mediaType: "new/type",
        bytes: [UInt8](repeating: 1, count: 3_000_000))
    ]
    let large = message
    try await store.pool.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 10)")
    }
    await #expect(throws: RepositoryError.cannotWrite) {
      try await store.perform(.add(large, to: id))
    }
    #expect(try await store.messages(of: id).count == 1)
    #expect(try await store.reading { db in try WorkspaceRow.fetch(db)?.version } == before)
    try await store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    try await store.perform(.add(large, to: id))
    #expect(try await store.messages(of: id).last?.attachments.first?.mediaType == "new/type")
    #expect(try await store.verify() == [])
  }

  @Test func `a lock that is not given in time is busy`() async throws {
    let workspace = try Workspace()
    let (store, other) = try (
      workspace.open(), workspace.open(StoreConfiguration(busyTimeout: .milliseconds(30)))
    )
    try await store.ticket("Help", "me")
    let pass: Void = try store.turnstile.pass {
      #expect(throws: RepositoryError.busy) { try other.turnstile.pass {} }
    }
    _ = pass
    _ = try await other.addCustomer()
  }

  @Test func `a full disk is said to be full, and nothing is lost`() async throws {
    let disk = FileManager.default.temporaryDirectory.appending(path: "sealdesk-disk-\(UUID())")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: disk) }
    guard try shell("mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", disk.path) else {
      print("SKIPPED: a full disk needs the right to mount a tmpfs")
      return
    }
    defer { _ = try? shell("umount", "-l", disk.path) }
    let workspace = try Workspace(in: disk)
    let store = try workspace.open(StoreConfiguration(searchWindow: 0))
    let id = try await store.ticket("Help", "me")
    let message = try await store.message("filling the disk", on: id)
    var count = 1
    do {
      for _ in 0..<1_000 {
        try await store.perform(.add(message, to: id))
        count += 1
      }
      Issue.record("a disk of 1 MB took a thousand commits")
    } catch {
      #expect(error == .cannotWrite)
    }
    #expect(try await store.messages(of: id).count == count)
    store.close()
    let again = try workspace.open(StoreConfiguration(searchWindow: 0))
    #expect(try await again.messages(of: id).count == count)
    #expect(try await again.verify() == [])
    again.close()
  }

  private func shell(_ arguments: String...) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
