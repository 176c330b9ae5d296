#if DEBUG
  import ArgumentParser
  import CConfinement
  import Glibc

  /// What somebody would do who had taken the assistant over; for the tests of its walls.
  enum ForbiddenAttempt: String, CaseIterable, ExpressibleByArgument {
    case openFile, writeFile, writeOtherDescriptor, makeSocket, makePipe, startProgram, fork
    case executableMemory, signalParent, readEnvironment

    /// 0 where it went through, else what the system said.
    func errorNumber(confined: Bool) -> Int32 {
      let other = open("/dev/null", O_WRONLY)
      if confined {
        let error = confine_to_descriptor(STDIN_FILENO)
        guard error == 0 else { return 200 }
      }
      errno = 0
      return succeeds(other) ? 0 : errno
    }

    private func succeeds(_ other: Int32) -> Bool {
      switch self {
      case .openFile: return open("/etc/hostname", O_RDONLY) >= 0
      case .writeFile:
        let path = "/tmp/sealdesk-attempt-\(getpid())"
        defer { unlink(path) }
        return open(path, O_WRONLY | O_CREAT, 0o600) >= 0
      case .writeOtherDescriptor: return write(other, "x", 1) == 1
      case .makeSocket: return socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0
      case .makePipe:
        var ends: [Int32] = [0, 0]
        return pipe(&ends) == 0
      case .startProgram:
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        return execv("/bin/true", &words) == 0
      case .fork:
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        errno = posix_spawn(&process, "/bin/true", nil, nil, &words, nil)
        return errno == 0
      case .executableMemory:
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        return mmap(nil, 4_096, PROT_READ | PROT_EXEC, flags, -1, 0) != MAP_FAILED
      case .signalParent: return kill(getppid(), 0) == 0
      case .readEnvironment: return access("/proc/self/environ", R_OK) == 0
      }
    }
  }
#endif
