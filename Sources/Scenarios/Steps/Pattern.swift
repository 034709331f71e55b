import Configuration

/// One way to say a step: words and places for values, without options.
struct Pattern: Sendable {
    enum Element: Sendable, Hashable {
        case word(String)
        case parameter(name: String, ParameterKind)
    }

    var elements: [Element]

    /// The values of a sentence that says it; nil where it says something else.
    func match(_ tokens: [Token], _ language: SettingLanguage) -> [Found]? {
        match(elements[...], tokens[...], language)
    }

    /// The tokens that took a place.
    struct Found {
        var name: String
        var kind: ParameterKind
        var form: ParameterKind.Form
        var tokens: ArraySlice<Token>
    }

    private func match(
        _ elements: ArraySlice<Element>, _ tokens: ArraySlice<Token>, _ language: SettingLanguage
    ) -> [Found]? {
        guard let element = elements.first else { return tokens.isEmpty ? [] : nil }
        guard let token = tokens.first else { return nil }
        switch element {
        case .word(let word):
            guard Predicate.word(word).holds(token) else { return nil }
            return match(elements.dropFirst(), tokens.dropFirst(), language)
        case .parameter(let name, let kind):
            for form in kind.forms(language) {
                let count = form.predicates.count
                guard count <= tokens.count, zip(form.predicates, tokens).allSatisfy({ $0.holds($1) }) else { continue }
                guard let rest = match(elements.dropFirst(), tokens.dropFirst(count), language) else { continue }
                return [Found(name: name, kind: kind, form: form, tokens: tokens.prefix(count))] + rest
            }
            return nil
        }
    }

    /// Whether one sentence says both.
    func meets(_ other: Pattern, _ language: SettingLanguage) -> Bool {
        Self.meet(elements[...], [], other.elements[...], [], language)
    }

    /// The predicates are what is left of a place whose form was chosen.
    private static func meet(
        _ left: ArraySlice<Element>, _ leftOpen: ArraySlice<Predicate>, _ right: ArraySlice<Element>,
        _ rightOpen: ArraySlice<Predicate>, _ language: SettingLanguage
    ) -> Bool {
        if leftOpen.isEmpty, let element = left.first {
            return choices(element, language).contains {
                meet(left.dropFirst(), $0[...], right, rightOpen, language)
            }
        }
        if rightOpen.isEmpty, let element = right.first {
            return choices(element, language).contains {
                meet(left, leftOpen, right.dropFirst(), $0[...], language)
            }
        }
        guard let one = leftOpen.first, let two = rightOpen.first else { return leftOpen.isEmpty && rightOpen.isEmpty }
        return one.meets(two) && meet(left, leftOpen.dropFirst(), right, rightOpen.dropFirst(), language)
    }

    private static func choices(_ element: Element, _ language: SettingLanguage) -> [[Predicate]] {
        switch element {
        case .word(let word): [[.word(word)]]
        case .parameter(_, let kind): kind.forms(language).map(\.predicates)
        }
    }
}
