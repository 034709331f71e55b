import Configuration

extension FeatureReader {
    /// What is left for the scenarios of one script.
    private struct Room {
        var scenarios = Limits.filledScenarios
        var steps = Limits.filledSteps
        var octets = Limits.filledOctets
        var isOver: Bool { scenarios < 0 || steps < 0 || octets < 0 }
    }

    /// Every scenario with the steps of the background, and every row of examples as a scenario.
    mutating func filled() -> [WrittenScenario] {
        let background = blocks.first { $0.kind == .background }?.steps ?? []
        var room = Room()
        var result: [WrittenScenario] = []
        for block in blocks where block.kind != .background {
            let tags = Self.distinct(featureTags + block.tags)
            if block.kind == .scenario {
                add(
                    WrittenScenario(name: block.name, line: block.line, tags: tags, steps: background + block.steps),
                    to: &result,
                    &room)
            } else {
                tellUnknownPlaces(of: block)
                for examples in block.examples {
                    for row in examples.rows where !room.isOver {
                        let values = Dictionary(zip(examples.header, row.cells)) { first, _ in first }
                        let steps = block.steps.map { fill($0, values, &room.octets) }
                        let name = fill(block.name, values, &room.octets)
                        let scenario = WrittenScenario(
                            name: name, line: row.line, tags: Self.distinct(tags + examples.tags),
                            steps: background + steps)
                        add(scenario, to: &result, &room)
                    }
                }
            }
            if room.isOver {
                problems.tell(
                    block.line,
                    "trop une fois les exemples remplis : au plus \(Limits.filledScenarios) scénarios, "
                        + "\(Limits.filledSteps) étapes et \(Limits.filledOctets) octets par fichier",
                    "too much once the examples are filled in: at most \(Limits.filledScenarios) scenarios, "
                        + "\(Limits.filledSteps) steps and \(Limits.filledOctets) octets a file")
                return result
            }
        }
        return result
    }

    /// Each once, where it first stands.
    private static func distinct(_ tags: [String]) -> [String] {
        var seen: Set<String> = []
        return tags.filter { seen.insert($0).inserted }
    }

    private func add(_ scenario: WrittenScenario, to result: inout [WrittenScenario], _ room: inout Room) {
        room.scenarios -= 1
        room.steps -= scenario.steps.count
        guard !room.isOver else { return }
        result.append(scenario)
    }

    private func fill(_ step: WrittenStep, _ values: [String: String], _ octets: inout Int) -> WrittenStep {
        var step = step
        step.text = fill(step.text, values, &octets)
        switch step.attachment {
        case .none: break
        case .text(let text): step.attachment = .text(fill(text, values, &octets))
        case .table(let rows):
            var filled: [[String]] = []
            for row in rows { filled.append(row.map { fill($0, values, &octets) }) }
            step.attachment = .table(filled)
        }
        return step
    }

    /// Replaces `<name>` by the value of that column; stops where no octets are left.
    private func fill(_ text: String, _ values: [String: String], _ octets: inout Int) -> String {
        var result = ""
        for piece in Self.pieces(text) {
            guard octets >= 0 else { break }
            let part =
                switch piece {
                case .text(let text): text
                case .place(let name): values[name] ?? "<\(name)>"
                }
            octets -= part.utf8.count
            result += part
        }
        return result
    }

    enum Piece: Equatable {
        case text(String)
        case place(String)
    }

    /// A text cut at its `<places>`: letters, digits, spaces, hyphens and underscores between angle brackets.
    static func pieces(_ text: String) -> [Piece] {
        let scalars = Array(text.unicodeScalars)
        var result: [Piece] = []
        var plain = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if scalars[index] == "<" {
                var end = index + 1
                while end < scalars.count, end - index <= Limits.quotedCharacters, isNameLetter(scalars[end]) {
                    end += 1
                }
                if end < scalars.count, scalars[end] == ">", end > index + 1 {
                    if !plain.isEmpty { result.append(.text(String(plain))) }
                    plain = String.UnicodeScalarView()
                    var name = String.UnicodeScalarView()
                    name.append(contentsOf: scalars[(index + 1)..<end])
                    result.append(.place(String(name)))
                    index = end + 1
                    continue
                }
            }
            plain.append(scalars[index])
            index += 1
        }
        if !plain.isEmpty { result.append(.text(String(plain))) }
        return result
    }

    private static func isNameLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || [" ", "-", "_", "'"].contains(scalar)
    }

    private mutating func tellUnknownPlaces(of block: Block) {
        let known = block.examples.map { Set($0.header) }
        for step in block.steps {
            var texts = [step.text]
            switch step.attachment {
            case .none: break
            case .text(let text): texts.append(text)
            case .table(let rows): texts += rows.joined()
            }
            for case .place(let name) in texts.flatMap(Self.pieces) where !known.allSatisfy({ $0.contains(name) }) {
                let shown = ShownText.quoted("<\(name)>")
                problems.tell(
                    step.line, "aucune colonne des exemples ne s'appelle \(shown.french)",
                    "no column of the examples is called \(shown.english)")
            }
        }
    }
}
