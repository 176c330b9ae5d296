import Foundation
import Masking
import Testing
import Text

@testable import Assistant

@Suite struct SampleDataTests {
  @Test func `every shipped rule passes its own tests`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let results = pack.runTests()
    #expect(pack.rules.count >= 25)
    #expect(results.count >= pack.rules.count)
    #expect(results.filter { !$0.passed }.map(\.sentence.string) == [])
  }

  @Test func `every shipped rule passes its own tests by keywords alone`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    let results = Assistant(rules: pack, ranking: .keywordsOnly).runTests()
    #expect(results.filter { !$0.passed }.map(\.sentence.string) == [])
  }

  @Test func `every shipped rule has a test, keywords, and replies in English and German`() throws {
    let pack = try RulePack.load(directory: SampleData.rulesDirectory)
    for rule in pack.rules {
      #expect(!rule.tests.isEmpty, "\(rule.id.rawValue)")
      #expect(!rule.keywords.isEmpty, "\(rule.id.rawValue)")
      #expect(rule.examples.count >= 5, "\(rule.id.rawValue)")
      #expect(rule.replies["en"] != nil && rule.replies["de"] != nil, "\(rule.id.rawValue)")
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
