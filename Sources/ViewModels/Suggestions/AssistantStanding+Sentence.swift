package import Assistant
package import Text

extension AssistantStanding {
  /// A few words beside the suggestions.
  package var words: SanitizedText {
    switch (state, keeping) {
    case (.ready, .confined): "masked, offline"
    case (.ready, .unconfined): "masked, not confined by the system"
    case (.ready, .inProcess): "masked, inside the console"
    case (.learning, _): "learning its rules …"
    case (.restarting, _): "being started again …"
    case (.stopped, _): "off: it ended too often"
    case (.refused, _): "off: its rules have faults"
    }
  }

  /// Whether it is as it should be.
  package var isSound: Bool {
    switch state {
    case .ready: keeping == .confined
    case .learning: true
    case .restarting, .stopped, .refused: false
    }
  }

  /// All there is to know.
  package var sentence: SanitizedText {
    let starts: SanitizedText =
      restartCount == 0 ? "" : " It was started again \(restartCount) times."
    return "\(state.sentence) \(keptWhere)\(starts)"
  }

  private var keptWhere: SanitizedText {
    let known: SanitizedText =
      "\(summary.ruleCount) rules, \(summary.sectionCount) sections of articles."
    switch keeping {
    case .confined:
      let number: SanitizedText = process.map { " \($0)" } ?? ""
      return
        "Process\(number) of its own, to which the system allows no file, no network and no program; it reads masked text only. \(known)"
    case .unconfined(let error):
      return
        "It has a process of its own, which this system does not confine (error \(error)); it reads masked text only. \(known)"
    case .inProcess:
      return
        "It works inside the console, not confined by the system; it reads masked text only. \(known)"
    }
  }
}

extension AssistantStanding.State {
  fileprivate var sentence: SanitizedText {
    switch self {
    case .learning: "The assistant learns its rules."
    case .ready: "The assistant is ready."
    case .restarting: "The assistant has ended and is being started again."
    case .stopped: "The assistant ended too often and stays off."
    case .refused: "The assistant is off: its rules have faults."
    }
  }
}
