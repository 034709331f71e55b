/// What a preset changes of the defaults: an agent who says only "braille" has what braille needs, and may still change each of it.
enum SettingPreset {
    /// The default of a key under a preset; nil: the table's own.
    static func standard(of key: SettingKey, under preset: SettingValue?) -> SettingValue? {
        guard case .text(let name)? = preset else { return nil }
        return standards[name]?[key.rawValue]
    }

    /// By the keys' paths in the file: one that no setting has changes nothing.
    private static let standards: [String: [String: SettingValue]] = [
        "braille": [
            "voice.engine": .text("none"),
            "interface.bell": .boolean(true),
            "braille.messages": .boolean(true),
        ],
        "low_vision": ["interface.theme": .text("contrast-dark")],
    ]
}
