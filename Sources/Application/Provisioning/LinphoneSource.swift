import Configuration
import SIP
import Services

/// Linphone's settings, from its file or its provisioning document: read by the reader of the event packages' XML, which takes no
/// document type, no entity of its own and nothing from elsewhere, within `EventLimits`.
enum LinphoneSource {
    /// `<config><section name="…"><entry name="…">…</entry></section></config>`, or the lines of a `linphonerc`.
    static func sections(of text: String) -> LinphoneSections? {
        guard isDocument(text) else { return LinphoneSections(file: text) }
        guard let root = try? XMLReader.document(Array(text.utf8)), root.name == "config" else { return nil }
        return LinphoneSections(
            root.children("section").map { section in
                LinphoneSections.Section(
                    name: section.attribute("name") ?? "",
                    entries: section.children("entry").compactMap { entry in
                        entry.attribute("name").map { ($0, entry.trimmedText) }
                    })
            })
    }

    /// A set whose layers are ours, whatever form they came in.
    static func converted(_ set: ProvisionedSet) throws(ProvisioningProblem) -> ProvisionedSet {
        var set = set
        for index in set.parts.indices where isDocument(set.parts[index].text) {
            guard let sections = sections(of: set.parts[index].text) else { throw ProvisioningProblem(.notText) }
            set.parts[index].text = LinphoneImport(sections).text
        }
        return set
    }

    private static func isDocument(_ text: String) -> Bool {
        text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.hasPrefix("<")
    }
}
