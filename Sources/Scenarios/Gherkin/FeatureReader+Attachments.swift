import Configuration

extension FeatureReader {
    mutating func beginText(_ line: String, _ mark: String, _ number: Int) {
        let indent = line.unicodeScalars.prefix(while: Folding.isSpace).count
        openText = OpenText(mark: mark, indent: indent, line: number)
        guard place == .block, let last = blocks.indices.last, let step = blocks[last].steps.last else {
            return problems.tell(number, "un texte suit une étape", "a text follows a step")
        }
        if step.attachment != .none {
            problems.tell(
                number, "l'étape a déjà un texte ou un tableau", "the step has a text or a table already")
        }
    }

    mutating func continueText(_ line: String, _ trimmed: String) {
        guard var open = openText else { return }
        guard trimmed == open.mark else {
            let spaces = line.unicodeScalars.prefix(while: Folding.isSpace).count
            let kept = String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(min(spaces, open.indent))))
            open.lines.append(kept)
            openText = open
            if open.lines.count == Limits.textLines + 1 {
                problems.tell(
                    open.line, "le texte dépasse \(Limits.textLines) lignes",
                    "the text is longer than \(Limits.textLines) lines")
            }
            return
        }
        openText = nil
        attach(.text(open.lines.prefix(Limits.textLines).joined(separator: "\n")))
    }

    private mutating func attach(_ attachment: WrittenStep.Attachment) {
        guard place == .block, let last = blocks.indices.last, let step = blocks[last].steps.indices.last else {
            return
        }
        blocks[last].steps[step].attachment = attachment
    }

    /// `| one | two |`, with `\|`, `\\` and `\n` in a cell.
    mutating func readRow(_ text: String, _ number: Int) {
        guard let cells = Self.cells(text) else {
            return problems.tell(
                number, "la ligne du tableau doit finir par | (un | dans une case s'écrit \\|)",
                "the row must end with | (a | within a cell is written \\|)")
        }
        guard cells.count <= Limits.tableColumns else {
            return problems.tell(
                number, "plus de \(Limits.tableColumns) cases", "more than \(Limits.tableColumns) cells")
        }
        guard let last = blocks.indices.last, place == .block || place == .examples else {
            return problems.tell(
                number, "un tableau suit une étape ou « Exemples: »", "a table follows a step or \"Examples:\"")
        }
        place == .examples ? addExample(cells, to: last, number) : addRow(cells, to: last, number)
    }

    private mutating func addRow(_ cells: [String], to block: Int, _ number: Int) {
        guard let step = blocks[block].steps.indices.last else {
            return problems.tell(number, "un tableau suit une étape", "a table follows a step")
        }
        switch blocks[block].steps[step].attachment {
        case .text:
            problems.tell(number, "l'étape a déjà un texte", "the step has a text already")
        case .none: blocks[block].steps[step].attachment = .table([cells])
        case .table(var rows):
            guard isSameWidth(cells, rows.first, number), hasRoom(rows.count, number) else { return }
            // The rows are let go before they grow: a table of many is not copied for each.
            blocks[block].steps[step].attachment = .none
            rows.append(cells)
            blocks[block].steps[step].attachment = .table(rows)
        }
    }

    private mutating func addExample(_ cells: [String], to block: Int, _ number: Int) {
        guard let table = blocks[block].examples.indices.last else { return }
        let examples = blocks[block].examples[table]
        if examples.header.isEmpty {
            blocks[block].examples[table].header = cells
            if Set(cells).count < cells.count || cells.contains("") {
                problems.tell(
                    number, "chaque colonne des exemples a un nom à elle",
                    "each column of the examples has a name of its own")
            }
            return
        }
        guard isSameWidth(cells, examples.header, number) else { return }
        guard examples.rows.count < Limits.filledScenarios else {
            if examples.rows.count == Limits.filledScenarios {
                problems.tell(
                    number, "plus de \(Limits.filledScenarios) exemples", "more than \(Limits.filledScenarios) examples"
                )
                blocks[block].examples[table].rows.append((number, cells))
            }
            return
        }
        blocks[block].examples[table].rows.append((number, cells))
    }

    private mutating func isSameWidth(_ cells: [String], _ first: [String]?, _ number: Int) -> Bool {
        guard let first, first.count != cells.count else { return true }
        problems.tell(
            number, "\(cells.count) cases, la première ligne du tableau en a \(first.count)",
            "\(cells.count) cells, the first row of the table has \(first.count)")
        return false
    }

    private mutating func hasRoom(_ count: Int, _ number: Int) -> Bool {
        guard count >= Limits.tableRows else { return true }
        problems.tell(
            number, "plus de \(Limits.tableRows) lignes de tableau", "more than \(Limits.tableRows) rows in the table")
        return false
    }

    static func cells(_ text: String) -> [String]? {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        var isClosed = false
        for scalar in text.unicodeScalars.dropFirst() {
            isClosed = false
            if isEscaped {
                isEscaped = false
                switch scalar {
                case "n": cell += "\n"
                case "|", "\\": cell.unicodeScalars.append(scalar)
                default:
                    cell += "\\"
                    cell.unicodeScalars.append(scalar)
                }
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "|" {
                cells.append(Folding.trimmed(cell))
                cell = ""
                isClosed = true
            } else {
                cell.unicodeScalars.append(scalar)
            }
        }
        return isClosed && !isEscaped ? cells : nil
    }
}
