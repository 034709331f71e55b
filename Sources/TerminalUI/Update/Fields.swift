import Announcements
import CallEngine
import Time

/// Keys in a one-line field. Up and Down leave it and keep its text.
extension Turn {
    mutating func type(_ character: Character) {
        endCounting()
        let page = state.page.page
        switch page {
        case .dial: insert(inNumber: character)
        case .inCall:
            guard let digit = NumberKeys.digit(character, settings.keyboard) ?? NumberKeys.sign(character), digit != "+"
            else { return answer(.unknownKey) }
            send(digit)
        case .home, .incoming, .announcements, .keys, .palette: insert(character)
        }
    }

    /// AZERTY's top row and d, e, p stand for digits and signs in a number; a first letter begins a name.
    private mutating func insert(inNumber character: Character) {
        guard state.page.field.isNumeric else { return insert(character) }
        let isEmpty = state.page.field.text.isEmpty
        let sign = isEmpty ? nil : NumberKeys.sign(character)
        insert(NumberKeys.digit(character, settings.keyboard) ?? sign ?? character)
    }

    private mutating func insert(_ character: Character) {
        guard !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return answer(.unknownKey)
        }
        state.page.field.insert(character)
        afterEdit()
        echo(character)
    }

    /// Digits and signs always echo; letters where the agent wants them.
    private mutating func echo(_ character: Character) {
        let isDigit = character.isNumber || "*#+".contains(character)
        let echoesLetters = state.calls.isEmpty ? settings.echoesLetters : settings.echoesLettersInCall
        if isDigit || echoesLetters { echo(.character(character)) }
    }

    mutating func edit(_ chord: KeyChord) {
        switch chord {
        case .up, .down, .pageUp, .pageDown: move(chord)
        case .home: tellCharacter(state.page.field.move(by: -Limits.fieldCharacters))
        case .end: tellCharacter(state.page.field.move(by: Limits.fieldCharacters))
        case .left: tellCharacter(state.page.field.move(by: -1))
        case .right: tellCharacter(state.page.field.move(by: 1))
        case .backspace where areSent: goBack()
        case .delete where areSent: answer(.unknownKey)
        case .backspace: deleted(state.page.field.deleteBackward())
        case .delete: deleted(state.page.field.deleteForward())
        case .enter: enterField()
        case .character, .function, .tab, .escape, .unknown: answer(.unknownKey)
        }
    }

    /// Digits that were sent in a call cannot be taken back.
    private var areSent: Bool { state.page.page == .inCall }

    private mutating func deleted(_ character: Character?) {
        guard let character else { return echo(.emptyField) }
        afterEdit()
        echo(.character(character))
    }

    private mutating func tellCharacter(_ character: Character?) {
        echo(.character(character ?? " "))
    }

    /// What is listed may be fewer lines now; their count is said after a pause.
    private mutating func afterEdit() {
        let isFilter = state.page.page != .dial || !state.page.field.isNumeric
        state.filterCountAt = isFilter ? now + Limits.filterPause : nil
    }

    private mutating func enterField() {
        switch state.page.page {
        case .dial: dialField()
        case .home, .incoming, .inCall, .announcements, .keys, .palette: sayFocus()
        }
    }

    /// Says how many lines the filter leaves.
    mutating func countLines() {
        state.filterCountAt = nil
        let count = state.items.filter { $0 != .field }.count
        answer(.lineCount(count))
    }
}
