import Foundation
import Testing
import Tickets

@Suite struct ServiceLevelTests {
  @Test func `the more pressing, the sooner a reply is due`() throws {
    let noon = Date(timeIntervalSince1970: 1_800_000_000)
    let due = try Priority.allCases.sorted().map { priority in
      try #require(ServiceLevel.standard.dueDate(priority: priority, after: noon))
    }
    #expect(due == due.sorted(by: >))
    #expect(due.allSatisfy { $0 > noon })
  }

  @Test func `no time is due where none was set`() {
    let level = ServiceLevel(firstReply: [.urgent: .seconds(60)])
    #expect(level.dueDate(priority: .low, after: Date(timeIntervalSince1970: 0)) == nil)
  }
}
