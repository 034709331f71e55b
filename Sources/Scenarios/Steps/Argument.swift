import Configuration

/// A value that a step was given.
enum Argument: Sendable, Equatable {
    case text(String)
    /// A number times a thousand.
    case thousandths(Int)
    case duration(Duration)
    case size(columns: Int, rows: Int)
    case key(Key)
    case choice(String)
}

/// Why a step that was recognised cannot be taken.
enum ArgumentProblem: Error, Equatable {
    /// A fault of the table: the pattern gives no such value.
    case missing(String)
    case bad(Bilingual)
}

/// The values of a step by their names, and what stands below it.
struct Arguments: Sendable {
    var values: [String: Argument] = [:]
    var attachment = WrittenStep.Attachment.none

    func text(_ name: String = "text") throws(ArgumentProblem) -> String {
        guard case .text(let text)? = values[name] else { throw .missing(name) }
        return text
    }

    func optionalText(_ name: String) -> String? {
        if case .text(let text)? = values[name] { text } else { nil }
    }

    /// A whole number.
    func number(_ name: String = "count") throws(ArgumentProblem) -> Int {
        guard case .thousandths(let number)? = values[name] else { throw .missing(name) }
        guard number % 1_000 == 0, number >= 0 else {
            throw .bad(Bilingual("un nombre entier est attendu", "a whole number is expected"))
        }
        return number / 1_000
    }

    func optionalNumber(_ name: String) throws(ArgumentProblem) -> Int? {
        values[name] == nil ? nil : try number(name)
    }

    /// A number with decimals.
    func decimal(_ name: String) throws(ArgumentProblem) -> Double {
        guard case .thousandths(let number)? = values[name] else { throw .missing(name) }
        return Double(number) / 1_000
    }

    func optionalDecimal(_ name: String) throws(ArgumentProblem) -> Double? {
        values[name] == nil ? nil : try decimal(name)
    }

    func duration(_ name: String = "duration") throws(ArgumentProblem) -> Duration {
        guard let duration = optionalDuration(name) else { throw .missing(name) }
        return duration
    }

    func optionalDuration(_ name: String) -> Duration? {
        if case .duration(let duration)? = values[name] { duration } else { nil }
    }

    func key(_ name: String = "key") throws(ArgumentProblem) -> Key {
        guard case .key(let key)? = values[name] else { throw .missing(name) }
        return key
    }

    func size(_ name: String = "size") throws(ArgumentProblem) -> TerminalSize {
        guard case .size(let columns, let rows)? = values[name] else { throw .missing(name) }
        return try TerminalSize(columns, rows)
    }

    func choice<T: StepChoice>(_ name: String) throws(ArgumentProblem) -> T {
        guard let choice: T = optionalChoice(name) else { throw .missing(name) }
        return choice
    }

    func optionalChoice<T: StepChoice>(_ name: String) -> T? {
        if case .choice(let value)? = values[name] { T(rawValue: value) } else { nil }
    }

    /// The text below the step.
    func below() throws(ArgumentProblem) -> String {
        guard case .text(let text) = attachment else { throw .missing("\"\"\"") }
        return text
    }

    /// The first cells of the table below the step.
    func column() throws(ArgumentProblem) -> [String] {
        guard case .table(let rows) = attachment else { throw .missing("|") }
        guard rows.allSatisfy({ $0.count == 1 }) else {
            throw .bad(Bilingual("un tableau d'une seule colonne est attendu", "a table of one column is expected"))
        }
        return rows.compactMap(\.first)
    }
}
