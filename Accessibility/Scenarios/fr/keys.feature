# language: fr
@keys
Fonctionnalité: Les touches
  Une touche à la fois, et aucune ne surprend.

  Contexte:
    Étant donné un agent aveugle

  @EN-11.2.1.1 @EN-11.2.1.2
  Plan du scénario: Entrer et sortir de toute page : <first>, <second>, <third>
    Quand j'ouvre la page « <first> »
    Et j'appuie sur Retour arrière
    Alors je suis sur la page « Accueil »
    Quand j'ouvre la page « <second> »
    Et j'appuie sur Retour arrière
    Alors je suis sur la page « Accueil »
    Quand j'ouvre la page « <third> »
    Et j'appuie sur Retour arrière
    Alors je suis sur la page « Accueil »

    Exemples:
      | first    | second           | third          |
      | Composer | Contacts         | Appels récents |
      | Messages | Collègues suivis | Notes          |
      | Annonces | Réglages         | Son            |
      | Touches  | Premiers pas     | À propos       |

  @EN-5.9 @EN-4.2.7 @EN-11.2.1.1 @EN-11.5.2.12 @fast
  Scénario: Trois frappes pour toute commande
    Quand j'appuie sur F11 puis r puis Entrée
    Alors je suis sur la page « Réglages »
    Quand j'appuie sur Retour arrière
    Alors je suis sur la page « Accueil »

  @EN-5.9 @EN-11.2.1.1 @EN-11.2.1.4
  Scénario: Les lettres coupées
    Étant donné le réglage « interface.letters » à « false »
    Quand j'appuie sur « c »
    Alors je suis toujours sur la page « Accueil »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand j'appuie sur F4
    Alors l'appel de Dupont est pris

  @EN-11.2.1.4 @A22
  Scénario: Deux lettres vite : on tapait
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je tape « dh » à 100 ms par touche
    Alors j'entends « Hors champ »
    Et l'appel de Dupont sonne

  @A21 @G9 @EN-4.2.1 @EN-5.1.3.3 @EN-11.3.2.1 @EN-11.3.2.2 @voice
  Scénario: Un appel pendant la saisie
    Quand j'ouvre la page « Composer »
    Et je tape « 04 »
    Et Dupont appelle
    Et je tape « 76 » une touche toutes les 150 ms
    Alors j'entends une phrase qui contient « Dupont »
    Et le champ « Numéro » contient « 0476 »
    Et je suis toujours sur la page « Composer »
    Et l'écran montre « Sonne Dupont »

  @A21 @A7
  Scénario: Une lettre depuis un champ
    Quand j'ouvre la page « Composer »
    Et je tape « 0476 »
    Et Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand j'appuie sur « ² » puis d
    Alors l'appel de Dupont est pris
    Quand je raccroche
    Alors le champ « Numéro » contient « 0476 »
    Et le curseur est sur « Numéro »

  @EN-5.9
  Scénario: Les chiffres d'un clavier AZERTY
    Étant donné le réglage « interface.keyboard » à « azerty »
    Quand j'ouvre la page « Composer »
    Et je tape « àè »
    Alors le champ « Numéro » contient « 07 »

  @EN-5.9 @EN-11.2.1.4 @EN-11.3.2.2 @EN-11.5.2.17
  Scénario: Haut et Bas quittent un champ
    Quand je demande la commande « Nouveau contact »
    Et je tape « Durand »
    Et j'appuie sur Flèche bas
    Alors le curseur est sur « Numéro, adresse : »
    Et le champ « Nom » contient « Durand »

  @EN-11.2.4.3
  Scénario: Gauche et Droite ne font rien dans une liste
    Quand j'appuie sur Flèche droite
    Et j'appuie sur Flèche gauche
    Alors le curseur ne bouge pas
    Et le curseur est sur « Composer, c »

  @A27 @EN-11.3.3.1 @EN-11.3.3.3
  Scénario: Une touche qui ne peut rien le dit
    Quand j'appuie sur F5
    Alors j'entends « Rien ne sonne »
    Quand j'appuie sur F12
    Alors j'entends « Aucun appel »
    Et je suis toujours sur la page « Accueil »

  @A27 @EN-4.2.3 @EN-11.1.3.3 @EN-11.3.3.3
  Scénario: Les touches sont nommées, ni leur place ni leur couleur
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand j'appuie sur F12
    Alors j'entends « Ça sonne : F4 décroche, F5 refuse »
    Et l'appel de Dupont sonne

  @EN-11.2.2.1 @EN-11.3.3.4
  Scénario: Une question attend sans limite
    Quand je demande la commande « Quitter »
    Alors j'entends une phrase qui contient « Quitter ? »
    Quand j'attends 6 s
    Et j'appuie sur Entrée
    Alors le programme se ferme

  @A22 @EN-11.3.3.4
  Scénario: Demander avant de raccrocher
    Étant donné le réglage « interface.confirm_hang_up » à « true »
    Et un appel en cours avec Dupont
    Quand j'appuie sur F12
    Alors j'entends « Raccrocher Dupont ? La même touche : oui »
    Et l'appel avec Dupont est pris
    Quand j'appuie sur F12
    Alors l'appel avec Dupont est fini
