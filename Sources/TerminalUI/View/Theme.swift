import Configuration

#if FAULTS
    import Faults
#endif

/// How the screen is coloured: every colour together with its ground, in fixed RGB, or no colours at all.
public struct Theme: Sendable, Hashable {
    /// The colours of a theme that has some.
    public struct Colours: Sendable, Hashable {
        public var text: ColourPair
        /// The highlight of the focused line; nil: none, the cursor alone is there.
        public var focus: ColourPair?
        public var event: ColourPair
        public var call: ColourPair

        public init(text: ColourPair, focus: ColourPair? = nil, event: ColourPair? = nil, call: ColourPair? = nil) {
            self.text = text
            self.focus = focus
            self.event = event ?? text
            self.call = call ?? text
        }

        /// All of them, each once.
        public var pairs: [ColourPair] {
            var found: [ColourPair] = []
            for pair in [text, focus, event, call] { if let pair, !found.contains(pair) { found.append(pair) } }
            return found
        }
    }

    /// What the setting `interface.theme` names: the file's name without `.toml`.
    public var name: String
    /// What the user hears and reads.
    public var french: String
    public var english: String
    /// Nil: the terminal's own colours.
    public var colours: Colours?

    public init(name: String, french: String, english: String, colours: Colours? = nil) {
        self.name = name
        self.french = french
        self.english = english
        self.colours = colours
    }

    /// The least contrast of a theme (WCAG 2.2, 1.4.6).
    public static let leastContrast = 7.0

    /// The terminal's own colours, whatever they are: nothing but text and the cursor is sent.
    public static let terminal = Theme(
        name: "terminal", french: "Couleurs du terminal", english: "Colours of the terminal")

    /// The colours on a terminal.
    /// - Parameters:
    ///   - colourCount: how many colours it has.
    ///   - noColour: the environment's NO_COLOR; any text but "" turns colours off (no-color.org).
    public func colours(colourCount: Int, noColour: String?) -> Colours? {
        #if FAULTS
            if Fault.noColourIgnored.isOn { return colourCount >= 256 ? colours : nil }
        #endif
        return colourCount >= 256 && (noColour ?? "").isEmpty ? colours : nil
    }
}
