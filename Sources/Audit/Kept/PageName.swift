import Configuration

/// Titles of pages that judges open themselves.
enum PageName {
    static let announcements = Bilingual("Annonces", "Announcements")
}
