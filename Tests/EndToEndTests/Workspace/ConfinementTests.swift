import Foundation
import Glibc
import Testing

/// The assistant's process: what the system keeps it from, seen from outside.
@Suite(.ownThreads) struct ConfinementTests {
  private static let rules = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "SampleData/rules").path

  #if DEBUG
    @Test(arguments: [
      "openFile", "writeFile", "writeOtherDescriptor", "makeSocket", "makePipe", "startProgram",
      "fork", "executableMemory", "signalParent", "readEnvironment",
    ])
    func `a confined process may not do it, and an unconfined one could`(attempt: String) throws {
      let command = ["assistant-process", "--attempt", attempt]
      #expect(try CommandRun(BuildProducts.sealdesk, command).end == .exited(EPERM))
      #expect(
        try CommandRun(BuildProducts.sealdesk, command + ["--unconfined"]).end == .exited(0))
    }
  #endif

  private static func lines(_ count: Int) -> String {
    let texts = [
      "where is my parcel, I am \(Canary.email)", "I was charged twice on \(Canary.card)",
      "please delete my account", "is your green tea decaffeinated", "qwertz",
    ]
    return (0..<count).map { #"{"text": "\#(texts[$0 % texts.count]) (\#($0))"}"# + "\n" }.joined()
  }

  private static let suggest = ["suggest", "--rules", rules, "--jsonl"]

  @Test(
    .enabled(if: Tool.strace.isThere, "strace is not installed: nothing is watched from outside"))
  func `a thousand suggestions call for nothing but memory and the pipe`() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(
      Tool.strace.path,
      ["-ff", "-s", "1000000", "-o", folder.path + "/trace", BuildProducts.sealdesk] + Self.suggest,
      input: Array(Self.lines(1_000).utf8), within: .seconds(300))
    #expect(run.end == .exited(0))
    #expect(run.output.split(separator: "\n").count == 1_000)
    #expect(run.output.contains("delivery.late"))
    let trace = try ConfinedTrace(in: folder)
    #expect(trace.calls.count > 2_000)
    #expect(trace.calls.filter { !$0.isAllowed } == [])
    #expect(!trace.text.contains(Canary.email) && !trace.text.contains(Canary.card))
    #expect(trace.text.contains("where is my parcel"))
  }

  @Test(.enabled(if: Tool.hasNamespaces, "this system gives no namespace without a network"))
  func `without a network it answers the same`() throws {
    let input = Array(Self.lines(50).utf8)
    let plain = try CommandRun(BuildProducts.sealdesk, Self.suggest, input: input)
    let shut = try CommandRun(
      Tool.unshare.path, ["--net", BuildProducts.sealdesk] + Self.suggest, input: input)
    #expect(plain.end == .exited(0) && shut.end == .exited(0))
    #expect(plain.output == shut.output)
    #expect(shut.errors.isEmpty)
  }

  @Test func `when its process is killed, the console says so and it comes back`() throws {
    let sandbox = try SandboxRun.opened()
    let first = try #require(Self.assistant(of: sandbox))
    kill(first, SIGKILL)
    try sandbox.process.wait(forText: "is started again")
    let second = try #require(Self.assistant(of: sandbox, besides: first))
    #expect(second != first)
    #expect(try sandbox.leave() == .exited(0))
    #expect(kill(second, 0) != 0)
  }

  /// The process of the assistant, once there is one.
  private static func assistant(of sandbox: SandboxRun, besides other: pid_t? = nil) -> pid_t? {
    for _ in 0..<1_000 {
      if let child = children(of: sandbox.process.processID).first(where: { $0 != other }) {
        return child
      }
      poll(nil, 0, 20)
    }
    return nil
  }

  private static func children(of parent: pid_t) -> [pid_t] {
    let threads =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
    return threads.flatMap { thread -> [pid_t] in
      let file = "/proc/\(parent)/task/\(thread)/children"
      let list = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      return list.split(separator: " ").compactMap { pid_t($0) }
    }
  }
}

/// A program of the system that a test is better with.
private enum Tool: String {
  case strace, unshare

  var path: String { "/usr/bin/" + rawValue }
  var isThere: Bool { access(path, X_OK) == 0 }

  static var hasNamespaces: Bool {
    unshare.isThere
      && (try? CommandRun(unshare.path, ["--net", "/bin/true"]))?.end == .exited(0)
  }
}

/// What the assistant's process asked of the system after it had shut itself in.
private struct ConfinedTrace {
  struct Call: Hashable {
    let line: String

    private static let allowed: Set<String> = [
      "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "clone", "futex",
      "set_robust_list", "rseq", "gettid", "getpid", "sched_yield", "sched_getaffinity",
      "sigaltstack", "rt_sigprocmask", "rt_sigaction", "rt_sigreturn", "restart_syscall", "exit",
      "exit_group", "clock_gettime", "clock_nanosleep", "nanosleep", "getrandom",
    ]

    /// What fails did nothing; what is said of a signal or an end is no call.
    var isAllowed: Bool {
      if line.hasSuffix("(Operation not permitted)") || line.hasSuffix("(Function not implemented)")
        || line.hasPrefix("+++") || line.hasPrefix("---")
      {
        return true
      }
      if line.hasPrefix("read(0, ") || line.hasPrefix("write(0, ") { return true }
      return Self.allowed.contains(String(line.prefix { $0 != "(" }))
    }
  }

  private(set) var calls: [Call] = []
  private(set) var text = ""

  init(in folder: TemporaryFolder) throws {
    var files: [String: [String]] = [:]
    for name in folder.entries {
      let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
      files[name] = text.split(separator: "\n").map(String.init)
    }
    let main = try #require(
      files.values.first { $0.contains { $0.hasPrefix("seccomp(SECCOMP_SET_MODE_FILTER") } })
    let start = try #require(main.firstIndex { $0.hasPrefix("seccomp(SECCOMP_SET_MODE_FILTER") })
    var lines = Array(main[(start + 1)...])
    for line in lines where line.hasPrefix("clone(") {
      let thread = line.split(separator: " ").last.map(String.init) ?? ""
      lines += files["trace." + thread] ?? []
    }
    calls = lines.map(Call.init)
    text = lines.joined(separator: "\n")
  }
}
