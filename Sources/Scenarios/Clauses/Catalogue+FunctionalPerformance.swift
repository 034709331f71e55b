/// EN 301 549 clause 4: functional performance statements.
extension Catalogue {
    static let functionalPerformance: [Requirement] = [
        .clause("4.2.1", "Utilisation sans vision", "Use without vision"),
        .clause("4.2.2", "Utilisation avec une vision limitée", "Use with limited vision"),
        .clause("4.2.3", "Utilisation sans perception des couleurs", "Use without perception of colour"),
        .clause("4.2.4", "Utilisation sans audition", "Use without hearing"),
        .clause("4.2.5", "Utilisation avec une audition limitée", "Use with limited hearing"),
        .clause("4.2.6", "Utilisation sans parole, ou avec peu", "Use with no or limited speech"),
        .clause("4.2.7", "Utilisation avec peu de force ou de gestes", "Use with limited manipulation or strength"),
        .clause("4.2.8", "Utilisation avec une portée limitée", "Use with limited reach", .softwareOnly),
        .clause("4.2.9", "Aucun clignotement dangereux", "No dangerous flashing"),
        .clause("4.2.10", "Utilisation avec une cognition limitée", "Use with limited cognition", .readAloud),
        .clause("4.2.11", "Respect de la vie privée", "Privacy"),
    ]
}
