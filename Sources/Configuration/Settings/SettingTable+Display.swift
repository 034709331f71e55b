extension Setting {
    /// What those who read see and feel.
    static func display(_ key: SettingKey) -> Setting {
        switch key {
        case .interfaceTheme:
            Setting(
                key, .text, standard: .text("terminal"), example: "\"contrast-dark\"",
                help: Bilingual(
                    "Couleurs : terminal (les siennes), contrast-dark, contrast-light, yellow-on-black, ou un fichier de "
                        + "themes/colours à côté de celui-ci.",
                    "Colours: terminal (its own), contrast-dark, contrast-light, yellow-on-black, or a file in themes/colours "
                        + "beside this one."))
        case .interfaceLarge:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Pour un terminal très agrandi : l'appel, la ligne choisie et la dernière annonce, en entier, rien d'autre.",
                    "For a terminal zoomed very large: the call, the focused line and the newest announcement, whole, nothing "
                        + "else."))
        default:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Chaque annonce paraît quelques secondes sur la plage braille (BrlAPI), puis l'écran y revient.",
                    "Each announcement shows for some seconds on the braille display (BrlAPI), then the screen comes back."
                ))
        }
    }
}

extension Settings {
    /// The name of the colours' theme.
    public var themeName: String { if case .text(let name)? = value(.interfaceTheme) { name } else { "terminal" } }
    /// The large view is shown.
    public var isLarge: Bool { value(.interfaceLarge) == .boolean(true) }
    /// Announcements are shown as messages on the braille display.
    public var showsBrailleMessages: Bool { value(.brailleMessages) == .boolean(true) }
}
