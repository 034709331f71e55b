# language: fr
@A14
Fonctionnalité: Les règles des touches et de la voix
  Ce que la voix attend, ce que la sonnerie laisse entendre, et ce que fait chaque lettre.

  Contexte:
    Étant donné un agent aveugle

  @EN-5.1.3.10 @voice
  Scénario: La sonnerie baisse sous la voix
    # Lente, la voix parle plus longtemps qu'un tour de la sonnerie.
    Étant donné le réglage « voice.rate » à « 120 »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Et j'entends la sonnerie
    Quand je demande où je suis
    Alors la sonnerie baisse d'au moins 20 dB pendant que la voix parle

  @voice @A14
  Scénario: Jamais par-dessus le correspondant
    Étant donné un appel en cours avec Dupont
    Quand Dupont parle pendant 4 s
    Et j'attends 300 ms
    Et Martin m'envoie le message « rappelez-moi »
    Alors je n'entends pas « Message de Martin » pendant 2 s
    Et j'entends la voix de Dupont
    Et j'entends « Message de Martin »

  @voice @A14
  Scénario: Le correspondant qui ne s'arrête pas
    # Rien n'attend plus de cinq secondes.
    Étant donné un appel en cours avec Dupont
    Quand Dupont parle pendant 8 s
    Et j'attends 300 ms
    Et Martin m'envoie le message « rappelez-moi »
    Alors je n'entends pas « Message de Martin » pendant 4 s
    Et j'entends « Message de Martin »
    Et j'entends la voix de Dupont

  @voice @A6 @A14
  Scénario: Ce qu'on demande n'attend pas le correspondant
    Étant donné un appel en cours avec Dupont
    Quand Dupont parle
    Et j'attends 300 ms
    Et je demande qui appelle
    Alors j'entends « Dupont » en moins de 400 ms
    Et j'entends la voix de Dupont

  @voice @A14 @A16
  Scénario: Le second appel se rappelle toutes les dix secondes
    Étant donné un appel en cours avec Dupont
    Quand Martin appelle
    Alors j'entends le signal « second appel »
    Et j'entends une phrase qui contient « Martin »
    Quand j'attends 9 s
    Alors j'entends le signal « second appel »
    Et je n'entends pas la sonnerie

  @voice @A5 @A16
  Scénario: Un signal dit ce qui reste à entendre
    Étant donné le réglage « voice.rate » à « 150 »
    Quand Dupont appelle
    Et j'attends 500 ms
    Et j'appuie sur Flèche bas
    Alors j'entends le signal « à entendre »
    Et j'entends « Dupont »

  @voice @A12
  Scénario: Ce qu'on demande est dit en entier
    Étant donné le réglage « voice.level » à « 1 »
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « Accueil, Composer, c, 1 sur »

  @voice @A9
  Scénario: Le micro mort est redit
    Étant donné que mon micro capte le silence
    Et un appel en cours avec Dupont
    Quand j'attends 7 s
    Alors j'entends « Micro sans son »
    Quand j'attends 6 s
    Alors j'entends « Micro sans son »

  @keys @EN-5.9 @EN-11.2.1.1
  Plan du scénario: Une touche F et sa lettre : <touche>
    Quand j'appuie sur <touche>
    Alors j'entends une phrase qui contient « <paroles> »

    Exemples:
      | touche | paroles           |
      | F1     | Touches, F1       |
      | h      | Touches, F1       |
      | F3     | Accueil, Composer |
      | o      | Accueil, Composer |
      | F5     | Rien ne sonne     |
      | x      | Rien ne sonne     |
      | F12    | Aucun appel       |
      | f      | Aucun appel       |

  @keys @A7 @EN-5.9 @EN-11.2.1.1
  Plan du scénario: En communication, une touche F et sa lettre : <touche>
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur <touche>
    Alors j'entends une phrase qui contient « <paroles> »

    Exemples:
      | touche | paroles           |
      | F2     | Dupont            |
      | q      | Dupont            |
      | F8     | Dupont en attente |
      | a      | Dupont en attente |
      | F9     | Micro coupé       |
      | m      | Micro coupé       |

  @keys @EN-11.2.1.1
  Scénario: Une lettre va à la ligne qui commence par elle
    Étant donné un contact Durand au numéro « 0476003344 »
    Et un contact Martin au numéro « 0476005566 »
    Quand j'ouvre la page « Contacts »
    Et j'appuie sur Flèche bas
    Et j'appuie sur « m »
    Alors le curseur est sur « Martin »

  @keys @EN-11.3.2.2
  Scénario: Filtrer une liste
    Étant donné un contact Durand au numéro « 0476003344 »
    Et un contact Martin au numéro « 0476005566 »
    Quand j'ouvre la page « Contacts »
    Et j'appuie sur Origine
    Et je tape « mar »
    Alors j'entends une phrase qui contient « 1 »
    Et l'écran montre « Martin »
    Et l'écran ne montre pas « Durand »

  @keys @EN-5.9
  Scénario: Une commande par sa lettre depuis une liste
    Étant donné un contact Martin au numéro « 0476005566 »
    Quand j'ouvre la page « Contacts »
    Et j'appuie sur Flèche bas
    Et j'appuie sur « ² » puis c
    Alors je suis sur la page « Composer »

  @keys @EN-5.9 @A18
  Scénario: Le dièse, l'étoile et le plus sans combinaison
    Quand j'ouvre la page « Composer »
    Et je tape « 04dep » à 300 ms par touche
    Alors le champ « Numéro » contient « 04#*+ »

  @keys @EN-5.9
  Scénario: Une première lettre commence un nom
    Quand j'ouvre la page « Composer »
    Et je tape « dep » à 300 ms par touche
    Alors le champ « Numéro » contient « dep »

  @keys @A21
  Scénario: Aller à l'appel qui sonne, et revenir
    Quand j'ouvre la page « Composer »
    Et je tape « 04 »
    Et Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand j'appuie sur « ² » puis v
    Alors le curseur est sur « Sonne Dupont »
    Quand j'appuie sur « v »
    Alors le curseur est sur « Numéro »
    Et le champ « Numéro » contient « 04 »

  @keys @A15 @EN-5.1.3.4
  Scénario: L'annonce d'avant
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand Dupont renonce
    Alors j'entends « Manqué, Dupont »
    Quand j'appuie sur F10
    Alors j'entends « Manqué, Dupont »
    Quand j'appuie sur F10
    Alors j'entends une phrase qui contient « Dupont, ligne Accueil »

  @keys @EN-11.2.1.2
  Scénario: Revenir en arrière depuis un champ
    Quand j'ouvre la page « Composer »
    Et je tape « 04 »
    Et j'appuie sur « ² » puis Retour arrière
    Alors je suis sur la page « Accueil »
