# language: fr
@A20
Fonctionnalité: Un appel par le braille seul
  Aucun son n'est nécessaire.

  Contexte:
    Étant donné un agent sourdaveugle
    Et une plage braille de 40 cellules

  @A19 @A20 @EN-4.2.4 @EN-4.2.5 @G9 @fast
  Scénario: L'état d'abord
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Et la cloche du terminal sonne

  @A19
  Scénario: Sur vingt cellules
    Étant donnée une plage braille de 20 cellules
    Quand Dupont m'appelle du « 0476001122 »
    Alors la plage braille commence par « Sonne Dupont »

  @A20 @A14
  Scénario: Un appel passe avant ce qui attend
    # « Prêt » attend encore d'être lu.
    Alors la plage braille montre « Prêt »
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand Dupont renonce
    Alors la plage braille montre « Prêt »
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Alors la plage braille montre « Manqué, Dupont »

  @A20
  Scénario: La touche de routage
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand j'appuie sur la cellule 2 de la plage braille
    Alors le curseur est sur « Sonne Dupont »

  @A20 @keys
  Scénario: Une ligne choisie d'une touche de routage
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand la plage braille descend d'une ligne
    Et la plage braille descend d'une ligne
    Et j'appuie sur la cellule 2 de la plage braille
    Alors le curseur est sur « Décrocher »
    Quand la plage braille monte d'une ligne
    Et j'appuie sur la cellule 2 de la plage braille
    Alors le curseur est sur « Ligne Accueil »

  @A20 @keys
  Scénario: Un chiffre oublié, d'une touche de routage
    Quand j'ouvre la page « Composer »
    Et je tape « 0476 » à 300 ms par touche
    Alors la plage braille commence par « Numéro : 0476 »
    # Au-dessus du 4.
    Quand j'appuie sur la cellule 11 de la plage braille
    Et je tape « 5 »
    Alors le champ « Numéro » contient « 05476 »

  @A20 @EN-11.2.2.1
  Scénario: Aucun événement ne part avec le temps
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Et Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand Dupont renonce
    Et j'attends 8 s
    Alors la plage braille montre « Manqué, Dupont »
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Alors la plage braille ne montre plus « Manqué »

  @A20 @EN-4.2.4 @EN-4.2.5 @EN-4.2.6 @EN-6.2.1.1 @G9 @profile-deafblind
  Scénario: Un appel entier, écrit, sans aucun son
    Étant donné un poste sans son
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand j'attends 1 s
    Et j'appuie sur F4
    Alors l'appel de Dupont est pris
    Quand Dupont écrit « bonjour »
    Alors l'écran montre « Dupont : bonjour »
    Quand j'appuie sur F12
    Alors Dupont reçoit un BYE en moins de 1 s

  @A20 @EN-4.2.4 @EN-4.2.5 @EN-6.2.1.1 @G9
  Scénario: Lire et répondre
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Et Dupont appelle
    Et j'attends 1 s
    Et j'appuie sur F4
    Alors la plage braille montre « Pris »
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Et j'appuie sur « e »
    Alors la plage braille montre « Écrire »
    Quand je tape « oui »
    Et j'appuie sur Entrée
    Alors le texte « oui » parvient à Dupont

  @EN-5.1.3.5 @A20
  Scénario: Le préréglage braille ne parle pas
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Et j'entends au plus 0 mots
