import Configuration

/// The accessibility statement of a software package (decree 2019-768 article 4): state of conformity, rate, what is not
/// accessible, how it was established, whom to write to, and the ways of appeal.
/// It is French law's text: the language of the run does not change it.
enum AccessibilityStatement {
    static func text(_ result: AuditResult, _ publication: Publication) -> String {
        let rate = ConformityRate(result.requirements)
        var page = AccessiblePage(language: .french, title: "Déclaration d'accessibilité de Clairvoix")
        page.sections = [
            ("engagement", "Engagement", engagement(result, publication)),
            ("conformite", "État de conformité", [AccessiblePage.paragraph(state(rate))]),
            ("resultats", "Résultats des tests", results(rate)),
            ("non-accessible", "Contenus non accessibles", notAccessible(rate, result)),
            ("etablissement", "Établissement de cette déclaration", establishment(result)),
            ("contact", "Retour d'information et contact", contact(publication)),
            ("recours", "Voies de recours", appeal),
        ]
        return page.text
    }

    /// What the publisher has not said is seen to be missing.
    private static func told(_ text: String, _ name: String) -> String { text.isEmpty ? "[\(name) à compléter]" : text }

    private static func engagement(_ result: AuditResult, _ publication: Publication) -> [String] {
        var lines = [
            AccessiblePage.paragraph(
                told(publication.organisation, "nom de l'administration")
                    + " s'engage à rendre ses logiciels accessibles, conformément à l'article 47 de la loi n° 2005-102 du "
                    + "11 février 2005 et au décret n° 2019-768 du 24 juillet 2019."),
            AccessiblePage.paragraph(
                "Cette déclaration s'applique au progiciel Clairvoix, version \(result.programVersion), téléphone "
                    + "logiciel pour le terminal."),
        ]
        if !publication.plan.isEmpty {
            lines.append(AccessiblePage.paragraph("Schéma pluriannuel et plans d'actions : \(publication.plan)"))
        }
        return lines
    }

    private static func state(_ rate: ConformityRate) -> String {
        let reference = "avec la norme EN 301 549 V3.2.1 (articles 4 à 13, dont l'article 11 pour les logiciels)"
        if rate.isTotal { return "Clairvoix est en conformité totale \(reference)." }
        if rate.isPartial {
            return
                "Clairvoix est en conformité partielle \(reference), en raison des non-conformités et des points non "
                + "vérifiés énumérés ci-dessous."
        }
        return "Clairvoix n'est pas en conformité \(reference). Les non-conformités et les points non vérifiés sont "
            + "énumérés ci-dessous."
    }

    private static func results(_ rate: ConformityRate) -> [String] {
        [
            AccessiblePage.paragraph("L'audit de conformité révèle que :"), "<ul>",
            "<li>\(rate.percent) % des articles applicables sont respectés (\(rate.passed) sur \(rate.applying)) ;</li>",
            "<li>\(rate.failed.count) ne sont pas respectés ;</li>",
            "<li>\(rate.open.count) n'ont pas été vérifiés entièrement et ne sont pas comptés comme respectés ;</li>",
            "<li>\(rate.inapplicable.count) ne s'appliquent pas.</li>", "</ul>",
        ]
    }

    private static func notAccessible(_ rate: ConformityRate, _ result: AuditResult) -> [String] {
        ["<h3>Non-conformités</h3>"] + list(rate.failed, none: "Aucun article n'a de non-conformité constatée.")
            + unclaimed(result)
            + ["<h3>Points non vérifiés</h3>"] + list(rate.open, none: "Tout ce qui s'applique a été vérifié.")
            + ["<h3>Dérogations pour charge disproportionnée</h3>", AccessiblePage.paragraph("Aucune.")]
            + ["<h3>Articles qui ne s'appliquent pas</h3>"] + list(rate.inapplicable, none: "Aucun.")
    }

    /// What failed is told though no article of the standard was named for it.
    private static func unclaimed(_ result: AuditResult) -> [String] {
        let failures = result.failuresOfNoRequirement
        guard !failures.isEmpty else { return [] }
        return ["<h3>Scénarios non conformes sans article</h3>", "<ul>"]
            + failures.map { "<li>\(ReportText.markup("\($0.feature) : \($0.name)"))</li>" } + ["</ul>"]
    }

    private static func list(_ results: [RequirementResult], none: String) -> [String] {
        guard !results.isEmpty else { return [AccessiblePage.paragraph(none)] }
        let items = results.map { one in
            let reason = one.reason.map { " : " + $0.french } ?? ""
            return "<li>"
                + ReportText.markup("\(one.requirement.number ?? "") \(one.requirement.title.french)\(reason)")
                + "</li>"
        }
        return ["<ul>"] + items + ["</ul>"]
    }

    private static func establishment(_ result: AuditResult) -> [String] {
        let date = ReportDate(result.startedAt)
        return [
            "<p>Cette déclaration a été établie le <time datetime=\"\(date.date)\">\(date.words(.french))</time> à partir "
                + "d'une évaluation automatique, sur le programme réel, complétée par ce qui est marqué comme à vérifier "
                + "par une personne.</p>",
            AccessiblePage.paragraph(
                "Technologies : terminal de texte, synthèse vocale, afficheur braille, SIP et RTP."),
            AccessiblePage.paragraph(
                "Outil : clairvoix audit \(result.programVersion). \(result.scenarios.count) scénarios ont été exécutés ; le "
                    + "son, l'écran et la transcription enregistrés en sont les preuves."),
        ]
    }

    private static func contact(_ publication: Publication) -> [String] {
        [
            AccessiblePage.paragraph(
                "Si vous n'arrivez pas à utiliser une fonction, écrivez-nous pour être orienté vers une solution "
                    + "accessible ou obtenir le service sous une autre forme."), "<ul>",
            "<li>Courriel : \(ReportText.markup(told(publication.email, "adresse électronique")))</li>",
            "<li>Courrier : \(ReportText.markup(told(publication.address, "adresse postale")))</li>", "</ul>",
        ]
    }

    private static let appeal = [
        AccessiblePage.paragraph(
            "Si vous avez signalé un défaut d'accessibilité qui vous empêche d'utiliser une fonction et que vous n'avez "
                + "pas obtenu de réponse satisfaisante, vous pouvez :"), "<ul>",
        "<li>écrire au Défenseur des droits : "
            + "<a href=\"https://formulaire.defenseurdesdroits.fr/\">formulaire du Défenseur des droits</a> ;</li>",
        "<li>contacter le délégué du Défenseur des droits de votre région : "
            + "<a href=\"https://www.defenseurdesdroits.fr/saisir/delegues\">liste des délégués</a> ;</li>",
        "<li>envoyer un courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.</li>",
        "</ul>",
    ]
}
