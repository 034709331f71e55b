import Configuration
import TerminalUI

extension Keeping {
    func keys(_ text: String) -> String? { nil }
    func contact(_ contact: Contact, at index: Int?) -> String? { nil }
    func removeContact(at index: Int) -> String? { nil }
}

extension Sound {
    func apply(_ settings: Settings) {}
}
