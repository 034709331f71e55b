# language: fr
@A5 @EN-5.2
Fonctionnalité: Être sûr que le micro est coupé
  Un agent qui ne voit pas de témoin lumineux doit entendre l'état de son micro,
  et le correspondant ne doit vraiment plus rien entendre.

  Scénario: Couper puis rouvrir le micro pendant un appel
    Étant donné une agente aveugle
    Et mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand j'appuie sur F9
    Alors j'entends « Micro coupé » en moins de 400 ms
    Et « Micro coupé » est dit en entier
    Et mon micro est coupé
    Et Dupont n'entend plus rien pendant 2 s
    Et le son envoyé est silencieux pendant 2 s
    Et l'écran montre « Micro coupé »
    Et rien de ce que dit le programme ne part vers le correspondant
    Quand j'appuie de nouveau sur F9
    Alors j'entends « Micro ouvert » en moins de 400 ms
    Et mon micro est ouvert
    Et Dupont m'entend
    Et l'écran ne montre plus « Micro coupé »
