# language: fr
@A5
Fonctionnalité: Recevoir un appel
  Le nom d'abord, vite, et une touche pour chaque geste.

  Contexte:
    Étant donné un agent aveugle

  @A5 @G9 @EN-6.3 @EN-5.1.3.2 @EN-11.4.1.3 @voice @fast
  Scénario: Le nom de l'appelant
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil » en moins de 400 ms
    Et « Dupont, ligne Accueil » est dit en entier
    Et le curseur est sur « Sonne Dupont »
    Et je suis sur la page « Appel entrant »

  @A5 @A18 @EN-6.3 @voice
  Scénario: Un numéro masqué
    Quand Dupont m'appelle en numéro masqué
    Alors j'entends « Masqué, ligne Accueil »
    Et le curseur est sur « Sonne Masqué »
    Et je n'entends jamais « Dupont »

  @A7 @EN-5.9 @EN-4.2.7 @EN41-5.5 @EN41-6.2.1.3 @keys @fast
  Plan du scénario: Décrocher par <touche>
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand j'appuie sur <touche>
    Alors l'appel de Dupont est pris
    Et j'entends le signal « Pris »
    Et j'entends la voix de Dupont

    Exemples:
      | touche |
      | F4     |
      | d      |

  @A7 @A21 @EN-5.9 @EN-11.2.4.3 @voice
  Scénario: Refuser
    Quand j'appuie 2 fois sur Flèche bas
    Alors le curseur est sur « Contacts »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je refuse l'appel
    Alors le programme répond 603
    Et j'entends « Dupont rejeté »
    Et le curseur revient à sa place

  @EN-5.1.3.10 @voice @fast
  Scénario: La sonnerie se tait sous la voix
    # Dans la même oreille, une sonnerie couvrirait le nom.
    Étant donné le réglage « audio.ears » à « both »
    Et le réglage « voice.volume » à « 50 »
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Et « Dupont, ligne Accueil » est dit en entier

  @EN-11.1.4.2 @keys @fast
  Scénario: Faire taire la sonnerie
    Quand Dupont appelle
    Alors j'entends la sonnerie
    Quand j'appuie sur « s »
    Alors je n'entends plus la sonnerie
    Et l'appel de Dupont sonne

  @A22 @keys
  Scénario: Raccrocher ne refuse jamais
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand j'appuie sur F12
    Alors j'entends « Ça sonne : F4 décroche, F5 refuse »
    Et l'appel de Dupont sonne

  @A22 @keys
  Scénario: La première frappe dit qui c'est
    # Une touche pressée dès l'arrivée d'un appel ne doit pas viser le mauvais.
    Quand Dupont appelle
    Et j'appuie sur F4
    Alors j'entends une phrase qui contient « Dupont »
    Et l'appel de Dupont sonne
    Quand j'attends 1 s
    Et j'appuie sur F4
    Alors l'appel de Dupont est pris

  @A22 @EN-5.7 @EN-5.8
  Scénario: Une touche qui rebondit
    # Frappée deux fois, elle couperait le micro et le rouvrirait.
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand j'appuie deux fois sur F9 à 100 ms d'intervalle
    Alors mon micro est coupé

  @A22 @EN-5.8
  Scénario: Raccrocher deux fois d'un doigt
    Étant donné un appel en cours avec Dupont
    Quand Martin appelle
    Alors j'entends une phrase qui contient « Martin »
    Quand j'appuie sur F4
    Alors j'entends « Martin, Dupont attend »
    Quand j'appuie deux fois sur F12 à 100 ms d'intervalle
    Alors l'appel avec Martin est fini
    Et l'appel avec Dupont est en attente

  @A6 @A18 @EN-6.3 @keys @fast
  Scénario: Qui appelle
    Quand Dupont m'appelle du « 0476001122 »
    Alors j'entends « Dupont, ligne Accueil »
    Quand je demande qui appelle
    Alors j'entends « Dupont »
    Quand je demande qui appelle
    Alors j'entends « 04, 76, 00, 11, 22 »
    Quand je demande qui appelle
    Alors j'entends « zéro, quatre, sept, six, zéro, zéro, un, un, deux, deux, non vérifié »

  @A6 @A18
  Scénario: Épeler le nom
    Étant donné le réglage « voice.alphabet » à « french »
    Et le réglage « voice.level » à « 1 »
    Quand Dupont m'appelle du « 0476001122 »
    Alors j'entends « Dupont »
    Quand j'appuie 4 fois sur F2 à 600 ms d'intervalle
    Alors j'entends « Désiré, Ursule, Pierre, Oscar, Nicolas, Thérèse »

  @A5 @A14 @voice
  Scénario: Le nom coupé est redit
    Étant donné le réglage « voice.rate » à « 150 »
    Quand Dupont appelle
    Et j'attends 500 ms
    Et j'appuie sur Flèche bas
    Alors j'entends « Dupont »

  @A5 @A30 @voice
  Scénario: Le nom coupé d'un appel fini
    # Ce qui est dépassé n'est pas redit.
    Étant donné le réglage « voice.rate » à « 150 »
    Quand Dupont appelle
    Et j'attends 500 ms
    Et j'appuie sur Flèche droite
    Et Dupont renonce
    Alors j'entends « Manqué, Dupont »
    Et j'entends au plus 2 mots

  @A5 @EN-5.4 @EN-6.3 @voice
  Scénario: L'appelant renonce
    Quand Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand Dupont renonce
    Alors j'entends « Manqué, Dupont »
    Et je n'entends plus la sonnerie
    Et le curseur revient à sa place
    Et l'historique contient un appel manqué de Dupont
    Et l'historique montre « Manqué Dupont »

  @A14 @voice
  Scénario: Un second appel
    Étant donné un appel en cours avec Dupont
    Quand Martin appelle
    Alors j'entends une phrase qui contient « Martin »
    Et je n'entends pas la sonnerie
    Et l'appel avec Dupont est pris
    Quand je décroche
    Alors j'entends « Martin, Dupont attend »
    Et l'appel avec Dupont est en attente
    Quand je bascule
    Alors j'entends « Martin en attente » puis « Dupont repris »

  @A7 @G9 @EN-11.4.1.3
  Scénario: Le correspondant raccroche
    Étant donné un appel en cours avec Dupont
    Quand Dupont raccroche
    Alors j'entends « Dupont a fini »
    Et l'écran montre « Dupont a fini »
    Et je suis sur la page « Accueil »

  @A7 @G9 @EN-5.9 @EN-11.4.1.3 @fast
  Scénario: Mettre en attente, reprendre, raccrocher
    Étant donné un appel en cours avec Dupont
    Quand je mets l'appel en attente
    Alors j'entends « Dupont en attente »
    Et l'écran montre « Dupont en attente »
    Et l'appel avec Dupont est en attente
    Quand je reprends l'appel
    Alors j'entends « Dupont repris »
    Quand je raccroche
    Alors Dupont reçoit un BYE en moins de 1 s
    Et j'entends « Appel clos »

  @A7 @EN-5.9
  Scénario: Le correspondant fait patienter
    Étant donné un appel en cours avec Dupont
    Quand Dupont me met en attente
    Alors j'entends « Dupont vous fait patienter »
    Quand Dupont reprend l'appel
    Alors j'entends « Dupont de retour »

  @A7 @keys
  Plan du scénario: Décrocher depuis la page <page>
    Quand j'ouvre la page « <page> »
    Et Dupont appelle
    Alors j'entends « Dupont, ligne Accueil »
    Quand je décroche
    Alors l'appel de Dupont est pris
    Quand je raccroche
    Alors je suis sur la page « <page> »

    Exemples:
      | page     |
      | Réglages |
      | Notes    |
