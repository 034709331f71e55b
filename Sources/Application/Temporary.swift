import Configuration
import TerminalUI

extension Sound {
    func apply(_ settings: Settings) {}
}
