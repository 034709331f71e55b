import Configuration

/// Titles of pages that judges open themselves.
enum PageName {
    static let announcements = Bilingual("Annonces", "Announcements")
    static let history = Bilingual("Appels récents", "Recent calls")
}
