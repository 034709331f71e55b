# language: fr
@A28
Fonctionnalité: Un écran tranquille
  Rien ne bouge sans cause, et rien ne tient à la couleur seule.

  Contexte:
    Étant donnée une agente malvoyante
    Et un terminal de 40x12

  @A28 @EN-4.2.2 @EN-4.2.3 @EN-11.1.4.1 @EN-11.1.4.4 @EN-11.1.4.10 @fast
  Scénario: Sans couleur, et en petit
    Quand Dupont m'appelle du « 0476001122 »
    Alors l'écran montre « Sonne Dupont »
    Et l'écran se lit sans couleur
    Et aucun texte n'est tronqué

  @A28 @EN-11.1.4.3 @EN-11.1.4.11 @fast
  Plan du scénario: Le thème <theme>
    Étant donné le thème « <theme> »
    Quand Dupont appelle
    Alors l'écran montre « Sonne Dupont »
    Et le contraste est d'au moins 7

    Exemples:
      | theme           |
      | contrast-dark   |
      | contrast-light  |
      | yellow-on-black |

  @A28 @EN-4.2.2 @EN-11.1.4.4
  Scénario: Le grand affichage
    Étant donné le réglage « interface.large » à « true »
    Et un terminal de 20x6
    Quand Dupont appelle
    Alors l'écran montre « Sonne Dupont »
    Et aucun texte n'est tronqué
    Et le curseur est sur « Sonne Dupont »
    Et le contraste est d'au moins 7

  @A28 @EN-11.7 @EN-11.1.4.1
  Scénario: Sans couleur, si l'agente n'en veut pas
    Étant donné un terminal sans couleur
    Et le thème « yellow-on-black »
    Quand Dupont appelle
    Alors l'écran montre « Sonne Dupont »
    Et l'écran se lit sans couleur

  @EN-11.7 @EN-11.6.2 @EN41-5.5 @fast
  Scénario: Le terminal reste à l'agente
    Quand Dupont appelle
    Alors l'écran montre « Sonne Dupont »
    Et le curseur est sur « Sonne Dupont »
    Et le terminal est laissé tel quel

  @A10 @G3 @R4 @EN-11.2.2.2 @EN-11.2.3.1 @EN-4.2.9 @fast
  Scénario: Pendant un appel, rien ne change
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Alors le terminal ne reçoit aucun octet pendant 5 s

  @R1 @R2 @G2 @EN-11.2.4.3 @EN-11.2.4.7 @EN41-11.2.4.11 @EN-11.5.2.10 @EN-11.5.2.13 @EN-11.5.2.14 @fast
  Scénario: Le curseur est sur la ligne choisie
    Étant donné le thème « terminal »
    Alors le curseur est sur « Composer, c »
    Quand j'appuie sur Flèche bas
    Alors le curseur est sur « Aller à l'appel, v »
    Et seul le curseur bouge
    Quand j'appuie sur Fin
    Alors le curseur est sur « Quitter, F11 q »
    Quand j'appuie sur Origine
    Alors le curseur est sur « Composer, c »
    Et le curseur est ligne 3 colonne 1

  @R7 @R8 @R3 @EN-11.4.1.3 @EN-11.5.2.15 @EN-11.3.2.1
  Scénario: Une nouvelle ne déplace rien
    Quand j'ouvre la page « Contacts »
    Et Martin m'envoie le message « rappelez-moi »
    Alors l'écran montre « Message de Martin »
    Et le curseur ne bouge pas
    Et rien ne bouge au-dessus du curseur

  @R6 @R8 @G9 @EN-11.1.1.1 @EN-11.4.1.3 @EN-11.5.2.15
  Scénario: Les états d'un appel ne changent aucune ligne
    Étant donné un appel en cours avec Dupont
    Quand je mets l'appel en attente
    Alors l'écran montre « Dupont en attente »
    Et le curseur est sur « Appel Dupont »
    Et le curseur ne bouge pas
    Et rien ne bouge au-dessus du curseur
    Quand Dupont raccroche
    Alors l'écran montre « Dupont a fini »

  @R5 @EN-11.1.1.1
  Scénario: Ni cadre ni ornement
    Quand Dupont appelle
    Alors l'écran montre « Sonne Dupont »
    Et l'écran ne montre pas « │ »
    Et l'écran ne montre pas « ─ »
    Et l'écran ne montre pas « * »

  @R6 @EN-11.4.1.2 @EN-11.2.4.6 @EN-11.5.2.5 @EN-11.5.2.7 @EN-11.5.2.8 @EN-11.5.2.9 @EN-11.3.3.2 @EN-11.1.3.1 @EN-11.1.3.2
  Scénario: Le nom avant la valeur
    Étant donné un terminal de 80x25
    Quand j'ouvre la page « Son »
    Alors je suis sur la page « Son »
    Et l'écran montre « Partage des deux oreilles : »
    Quand j'appuie 6 fois sur Flèche bas
    Alors le curseur est sur « Partage des deux oreilles : »
    Et j'entends une phrase qui contient « Partage des deux oreilles : »
    Quand j'ouvre la page « Composer »
    Alors le curseur est sur « Numéro : »
    Et j'entends une phrase qui contient « Numéro : »

  @EN-6.2.2.4 @EN-4.2.5
  Scénario: Voir que l'autre parle
    Étant donné le réglage « interface.sound_activity » à « true »
    Et un appel en cours avec Dupont
    Alors l'écran ne montre pas « * »
    Quand Dupont parle pendant 3 s
    Alors l'écran montre « * » en moins de 1 s
    Et le curseur ne bouge pas
    Quand Dupont se tait
    Alors l'écran ne montre plus « * »
