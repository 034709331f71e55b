# language: fr
@A8
Fonctionnalité: Le micro, sans aucun doute
  Ce que dit le programme du micro est ce qui part.

  Contexte:
    Étant donné un agent aveugle

  @A8 @EN-5.6.1 @EN-5.6.2 @EN-11.5.2.16 @fast
  Scénario: Couper le micro
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand je coupe le micro
    Alors j'entends « Micro coupé » en moins de 400 ms
    Et j'entends le signal « micro coupé »
    Et l'écran montre « Micro coupé »
    Et mon micro est coupé
    Et le son envoyé est silencieux pendant 2 s

  @A8 @EN-5.6.1
  Scénario: Rouvrir le micro
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand je coupe le micro
    Alors j'entends « Micro coupé »
    Quand je rouvre le micro
    Alors j'entends « Micro ouvert » en moins de 400 ms
    Et j'entends le signal « micro ouvert »
    Et mon micro est ouvert
    Et Dupont m'entend

  @A8 @EN-5.6.1
  Scénario: Demander si le micro est ouvert
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    # Demander ne change rien à l'état.
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « micro ouvert »
    Et mon micro est ouvert
    Quand je coupe le micro
    # Ce mot couperait la réponse.
    Alors j'entends « Vous êtes coupé »
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « micro coupé »
    Et mon micro est coupé

  @A9 @voice
  Scénario: Parler micro coupé
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand je coupe le micro
    Alors j'entends « Vous êtes coupé »
    Et j'entends le signal « Muet »
    Et Dupont n'entend rien

  @A9
  Scénario: Un micro sans son
    Étant donné que mon micro capte le silence
    Et un appel en cours avec Dupont
    Quand j'attends 7 s
    Alors j'entends « Micro sans son »
    Et l'écran montre « Micro sans son »

  @A3 @G6 @EN-5.1.3.9 @fast
  Scénario: Rien de la voix ne part
    Étant donné que mon micro capte le silence
    Et un appel en cours avec Dupont
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « Dupont »
    Et rien de ce que dit le programme ne part vers le correspondant

  @voice @A14
  Scénario: Un mot de sûreté coupé est redit
    # Dans le silence : une voix ferait dire « Vous êtes coupé » à la place.
    Étant donné que mon micro capte le silence
    Et un appel en cours avec Dupont
    Quand j'appuie sur F9
    Et j'appuie sur Flèche bas
    Alors j'entends « Micro coupé »
    Et « Micro coupé » est dit en entier

  @EN-5.7 @A22
  Scénario: Une touche gardée n'agit qu'une fois
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand je garde F9 enfoncée pendant 1 s
    Alors mon micro est coupé
    Et je n'entends jamais « Micro ouvert »
