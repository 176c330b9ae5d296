import Glibc

/// Starts processes as leaders of a session of their own, on a terminal or without one.
enum Spawn {
  /// Starts a program whose standard descriptors and controlling terminal are the pty's slave.
  ///
  /// A session leader that opens a terminal gets it as its controlling one (Linux, tty_ioctl(4)).
  static func process(
    _ executable: String, _ arguments: [String], environment: [String: String],
    terminalPath: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminalPath, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    return try start(executable, arguments, environment, &actions)
  }

  /// Starts a program on files instead of a terminal; it has no controlling one.
  static func process(
    _ executable: String, _ arguments: [String], environment: [String: String],
    input: String, output: String, errors: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o600)
    return try start(executable, arguments, environment, &actions)
  }

  private static func start(
    _ executable: String, _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID is a macro that does not import.
    let setSession: Int32 = 0x80
    let flags = setSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)

    let words = CStrings([executable] + arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var processID: pid_t = 0
    let error = posix_spawn(
      &processID, executable, &actions, &attributes, words.pointers, variables.pointers)
    guard error == 0 else {
      throw TerminalProcessError("\(executable) does not start: error \(error)")
    }
    return processID
  }
}

/// A null-terminated array of C strings.
private final class CStrings {
  var pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    for pointer in pointers { free(pointer) }
  }
}
