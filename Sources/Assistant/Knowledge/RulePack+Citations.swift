extension RulePack {
  /// Citations that name no section of the articles.
  package func brokenCitations(in knowledge: KnowledgeBase) -> [SourceFault] {
    let known = Set(knowledge.sections.map(\.anchor))
    let paths = Set(known.map(\.path))
    return rules.flatMap { rule in
      rule.citations.filter { citation in
        let path =
          citation.path.hasPrefix("kb/") ? String(citation.path.dropFirst(3)) : citation.path
        return citation.anchor.isEmpty
          ? !paths.contains(path)
          : !known.contains(ArticleAnchor(path: path, anchor: citation.anchor))
      }.map { citation in
        let anchor = citation.anchor.isEmpty ? "" : "#\(citation.anchor)"
        return SourceFault(
          place: rule.place,
          problem: .other(
            fault: "“\(rule.id.rawValue)” cites \(citation.path)\(anchor), which is no article.",
            advice: "`sealdesk knowledge list` names those that are there."))
      }
    }
  }
}
