/// How every role looks on every surface.
package struct Theme: Hashable, Sendable {
  /// The look of a role: colours, and what carries it where there are none.
  package struct Look: Hashable, Sendable {
    package var foreground: Color?
    /// `nil` lets the surface show.
    package var background: Color?
    package var attributes: Attributes
    package var monoAttributes: Attributes

    package init(
      foreground: Color? = nil, background: Color? = nil, attributes: Attributes = [],
      monoAttributes: Attributes = []
    ) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
      self.monoAttributes = monoAttributes
    }
  }

  /// What a terminal is told; colours in the terms of the depth asked for, `nil` for its default.
  package struct Ink: Hashable, Sendable {
    package let foreground: Int?
    package let background: Int?
    package let attributes: Attributes
  }

  package let name: String
  let roles: [Look]
  let surfaces: [Look]

  /// The looks in the order of the cases; `Theme+Names` makes them from what a file says.
  init(name: String, roles: [Look], surfaces: [Look]) {
    precondition(
      roles.count == Role.allCases.count && surfaces.count == Surface.allCases.count,
      "a theme says how every role and surface looks")
    self.name = name
    self.roles = roles
    self.surfaces = surfaces
  }

  package subscript(role: Role) -> Look { roles[Int(role.rawValue)] }
  package subscript(surface: Surface) -> Look { surfaces[Int(surface.rawValue)] }

  /// What to tell the terminal for a cell's style.
  package func ink(for id: StyleID, depth: ColorDepth) -> Ink {
    let look = self[id.role]
    // Behind a dialog everything is faint, and no shade calls for attention.
    let isDimmed = id.isDimmed
    let surface = self[isDimmed && id.surface == .selection ? .panel : id.surface]
    let foreground = isDimmed ? self[id.role == .line ? .line : .faint].foreground : look.foreground
    let background = (isDimmed ? nil : look.background) ?? surface.background
    var attributes = id.attributes
    if !isDimmed { attributes.formUnion(look.attributes) }
    if depth == .mono {
      if !isDimmed { attributes.formUnion(look.monoAttributes) }
      attributes.formSymmetricDifference(surface.monoAttributes)
    }
    if isDimmed { attributes.remove(.bold) }
    return Ink(
      foreground: Self.value(foreground ?? surface.foreground, depth),
      background: Self.value(background, depth), attributes: attributes)
  }

  private static func value(_ color: Color?, _ depth: ColorDepth) -> Int? {
    guard let color else { return nil }
    return switch depth {
    case .rgb: color.rgb
    case .indexed256: Int(color.indexed)
    case .basic8: Int(color.basic)
    case .mono: nil
    }
  }
}
