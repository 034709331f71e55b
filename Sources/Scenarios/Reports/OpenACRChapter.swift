/// A chapter of OpenACR's catalogue "2.5-edition-wcag-2.2-508-eu-en", and which clauses it lists.
struct OpenACRChapter: Sendable {
    var id: String
    var component = "none"
    /// Why nothing is listed.
    var disabled: String?
    /// The number that the catalogue gives to a clause of EN 301 549; nil where it lists it elsewhere or nowhere.
    var criterion: @Sendable (String) -> String? = { _ in nil }

    static let all: [OpenACRChapter] = [
        wcag("success_criteria_level_a") { !levelAA.contains($0) },
        wcag("success_criteria_level_aa") { levelAA.contains($0) },
        none("success_criteria_level_aaa", "Level AAA is not asked for by EN 301 549."),
        none("functional_performance_criteria", section508), none("hardware", section508), none("software", section508),
        none("support_documentation_and_services", section508),
        clauses("en_301_549_functional_performance", "4."), clauses("en_301_549_generic_requirements", "5."),
        clauses("en_301_549_ict_with_two-way_voice", "6."),
        none("en_301_549_ict_with_video", "No video."), none("en_301_549_hardware", "Software, no hardware."),
        none("en_301_549_web", "No web content."), none("en_301_549_non-web-documents", "No documents are shown."),
        OpenACRChapter(id: "en_301_549_software") { number in
            ["11.5", "11.6", "11.7", "11.8"].contains { number == $0 || number.hasPrefix($0 + ".") } ? number : nil
        },
        clauses("en_301_549_documentation_and_support_services", "12."),
        none(
            "en_301_549_ict_providing_relay_or_emergency_service_access",
            "Neither relay nor emergency services are provided."),
    ]

    private static let section508 = "Not claimed: see the chapters of EN 301 549."
    private static let levelAA: Set<String> = [
        "1.3.4", "1.3.5", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.4.6", "2.4.7", "3.3.3",
        "3.3.4", "4.1.3",
    ]

    /// Clause 11.N.… is WCAG's criterion N.… for software.
    private static func wcag(_ id: String, _ lists: @escaping @Sendable (String) -> Bool) -> OpenACRChapter {
        OpenACRChapter(id: id, component: "software") { number in
            guard number.hasPrefix("11."), number.split(separator: ".").count == 4 else { return nil }
            let criterion = String(number.dropFirst(3))
            guard let principle = criterion.first, "1234".contains(principle), lists(criterion) else { return nil }
            return criterion
        }
    }

    private static func clauses(_ id: String, _ prefix: String) -> OpenACRChapter {
        OpenACRChapter(id: id) { $0.hasPrefix(prefix) ? $0 : nil }
    }

    private static func none(_ id: String, _ reason: String) -> OpenACRChapter {
        OpenACRChapter(id: id, disabled: reason)
    }
}
