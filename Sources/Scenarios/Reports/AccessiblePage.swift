import Configuration

/// The frame of an HTML page that every reader goes through: language, title, one first heading, landmarks, a link past
/// the contents, words rather than colours, a contrast of 7:1 and more on light and on dark ground, and no script.
struct AccessiblePage {
    var language: SettingLanguage
    var title: String
    /// Their ids and titles, in order: the contents and the headings of the second level.
    var sections: [(id: String, title: String, body: [String])] = []

    var text: String {
        let heading = ReportText.markup(title)
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"\(language.rawValue)\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "<title>\(heading)</title>",
            "<style>", Self.style, "</style>", "</head>", "<body>",
            "<a class=\"skip\" href=\"#content\">"
                + Bilingual("Aller au contenu", "Skip to content")[language] + "</a>",
            "<header>", "<h1>\(heading)</h1>", "</header>",
            "<nav aria-label=\"\(Bilingual("Sommaire", "Contents")[language])\">", "<ul>",
        ]
        for section in sections {
            lines.append("<li><a href=\"#\(section.id)\">\(ReportText.markup(section.title))</a></li>")
        }
        lines += ["</ul>", "</nav>", "<main id=\"content\" tabindex=\"-1\">"]
        for section in sections {
            lines += ["<section aria-labelledby=\"\(section.id)\">"]
            lines += ["<h2 id=\"\(section.id)\">\(ReportText.markup(section.title))</h2>"]
            lines += section.body + ["</section>"]
        }
        lines += [
            "</main>", "<footer>", "<p>" + Bilingual("Produit par", "Made by")[language] + " clairvoix audit.</p>",
            "</footer>", "</body>", "</html>",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A table that can be scrolled with the keyboard where it is wider than the window.
    static func table(id: String, caption: String, columns: [String], rows: [[String]]) -> [String] {
        var lines = [
            "<div class=\"wide\" role=\"region\" aria-labelledby=\"\(id)\" tabindex=\"0\">", "<table>",
            "<caption id=\"\(id)\">\(ReportText.markup(caption))</caption>", "<thead>", "<tr>",
        ]
        lines += columns.map { "<th scope=\"col\">\(ReportText.markup($0))</th>" }
        lines += ["</tr>", "</thead>", "<tbody>"]
        for row in rows {
            lines.append("<tr>")
            for (place, cell) in row.enumerated() {
                lines.append(place == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>")
            }
            lines.append("</tr>")
        }
        return lines + ["</tbody>", "</table>", "</div>"]
    }

    static func paragraph(_ text: String) -> String { "<p>\(ReportText.markup(text))</p>" }

    private static let style = """
        :root { color-scheme: light dark; --ground: #ffffff; --text: #1a1a1a; --link: #0b3d91; --edge: #595959; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #121212; --text: #f2f2f2; --link: #a8c7ff; --edge: #b3b3b3; }
        }
        body { background: var(--ground); color: var(--text); font: 1.1rem/1.5 sans-serif; margin: 0 auto; padding: 1rem;
          max-width: 75rem; overflow-wrap: anywhere; }
        a { color: var(--link); }
        a:focus-visible, .wide:focus-visible { outline: 0.2rem solid var(--link); outline-offset: 0.2rem; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
        th, td { border: 1px solid var(--edge); padding: 0.4rem; text-align: left; vertical-align: top;
          overflow-wrap: normal; }
        """
}
