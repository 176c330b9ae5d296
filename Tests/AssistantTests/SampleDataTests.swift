import Foundation
import Masking
import Testing
import Text

@testable import Assistant

@Suite struct SampleDataTests {
  @Test func `every shipped rule passes its own tests`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let results = pack.runTests()
    #expect(pack.rules.count >= 60)
    #expect(results.count >= 2 * pack.rules.count)
    #expect(results.filter { !$0.passed }.map(\.sentence.string) == [])
  }

  @Test func `every shipped rule passes its own tests by keywords alone`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let results = Assistant(rules: pack, ranking: .keywordsOnly).runTests()
    #expect(results.filter { !$0.passed }.map(\.sentence.string) == [])
  }

  @Test func `every shipped rule has tests, keywords, examples, and replies in three languages`()
    throws
  {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    for rule in pack.rules {
      #expect(!rule.tests.isEmpty, "\(rule.id.rawValue)")
      #expect(!rule.keywords.isEmpty, "\(rule.id.rawValue)")
      #expect(rule.examples.count >= 8, "\(rule.id.rawValue)")
      #expect(Set(rule.replies.keys).isSuperset(of: ["en", "de", "es"]), "\(rule.id.rawValue)")
    }
  }

  @Test func `no two shipped rules give the same answer`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    var owners: [String: RuleID] = [:]
    for rule in pack.rules {
      for (language, reply) in rule.replies {
        let other = owners.updateValue(rule.id, forKey: reply.source)
        #expect(other == nil, "\(rule.id.rawValue) \(language)")
      }
    }
  }

  @Test func `the shipped articles are many, and each can be found`() throws {
    let knowledge = try KnowledgeBase.load(directory: SampleData.knowledgeDirectory)
    #expect(Set(knowledge.sections.map(\.anchor.path)).count >= 40)
    #expect(Set(knowledge.sections.map(\.anchor)).count == knowledge.sections.count)
    #expect(Set(knowledge.sections.map(\.language)) == ["en", "de", "es"])
    for section in knowledge.sections where !section.anchor.anchor.isEmpty {
      let question = WordSequence(Masker().redact(.init(received: section.title)))
      let hits = knowledge.find(question, language: section.language, limit: 3)
      #expect(hits.contains { $0.section.anchor.path == section.anchor.path }, "\(section.anchor)")
    }
  }

  @Test func `every cited article and heading exists`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let knowledge = try KnowledgeBase.load(directory: SampleData.knowledgeDirectory)
    let anchors = Set(knowledge.sections.map(\.anchor))
    for rule in pack.rules {
      for citation in rule.citations {
        #expect(anchors.contains(citation), "\(rule.id.rawValue): \(citation)")
      }
    }
  }

  @Test func `every placeholder of a shipped reply is one that can be filled`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let known = Set(pack.values.keys).union(pack.slots.keys)
      .union(["customer.first_name", "agent.name"])
    for rule in pack.rules {
      for (language, reply) in rule.replies {
        #expect(known.isSuperset(of: reply.names), "\(rule.id.rawValue) \(language)")
      }
    }
  }

  @Test func `the masker blacks nothing out in shipped replies and articles`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let knowledge = try KnowledgeBase.load(directory: SampleData.knowledgeDirectory)
    for rule in pack.rules {
      for (language, reply) in rule.replies {
        let text = reply.filled(with: [:]).screenForm.string
        #expect(!text.contains("•••"), "\(rule.id.rawValue) \(language): \(text)")
      }
    }
    for section in knowledge.sections {
      #expect(!section.text.screenForm.string.contains("•••"), "\(section.anchor)")
    }
  }

  @Test(arguments: [
    "what is the capital of Mongolia", "tell me a joke", "do you like football",
    "my cat is called Oscar", "can you fix my bicycle",
  ])
  func `the shipped rules keep silent on what is not theirs`(text: String) throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    #expect(Assistant(rules: pack).suggest(for: context(text)) == [])
  }
}
