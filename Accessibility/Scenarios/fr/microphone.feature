# language: fr
@A8
Fonctionnalité: Le micro, sans aucun doute
  Ce que dit le programme du micro est ce qui part.

  Contexte:
    Étant donné un agent aveugle
    Et que mon micro capte une voix
    Et un appel en cours avec Dupont

  @A8
  Scénario: Couper le micro
    Quand j'appuie sur F9
    Alors j'entends « Coupé » en moins de 400 ms
    Et mon micro est coupé
    Et le son envoyé est silencieux pendant 2 s

  @A8
  Scénario: Rouvrir le micro
    Quand j'appuie sur F9
    Et j'attends 1 s
    Et j'appuie de nouveau sur F9
    Alors j'entends « Ouvert »
    Et Dupont m'entend

  @A9
  Scénario: Parler micro coupé
    Quand j'appuie sur F9
    Alors j'entends le signal « Muet »
    Et Dupont n'entend rien

  @A3
  Scénario: Rien de la voix ne part
    Étant donné que mon micro capte le silence
    Quand j'appuie sur F3
    Alors rien de ce que dit le programme ne part vers le correspondant

  @A1
  Scénario: Une oreille pour chacun
    Quand Dupont parle pendant 5 s
    Alors j'entends la voix de Dupont dans l'oreille droite
    Et l'oreille gauche est silencieuse
